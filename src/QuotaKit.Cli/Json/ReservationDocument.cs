namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit reserve</c>, <c>commit</c> and <c>release</c> with <c>--json</c>.</summary>
/// <param name="Command">The command.</param>
/// <param name="Reservation">The reservation; null when it was not made.</param>
/// <param name="ExitCode">The exit code of the command.</param>
/// <param name="Error">Why it was not made or not ended; null when it was.</param>
internal sealed record ReservationDocument(string Command, HoldEntry? Reservation, int ExitCode, ErrorEntry? Error) : CliDocument(Command)
{
    public static ReservationDocument Of(string command, QuotaReservation hold) => new(command, HoldEntry.Of(hold), Answers.ExitCode.Fine, null);

    public static ReservationDocument Of(string command, QuotaException error, int exitCode) => new(
        command, error is QuotaReservationException { Reservation: { } hold } ? HoldEntry.Of(hold) : null, exitCode, ErrorEntry.Of(error));
}
