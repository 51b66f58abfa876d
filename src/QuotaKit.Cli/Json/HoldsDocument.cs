namespace QuotaKit.Cli.Json;

/// <summary>The output of <c>quotakit holds --json</c>.</summary>
/// <param name="Holds">The reservations that are held, newest first; null when the store could not be read.</param>
/// <param name="ExitCode">The exit code of the command.</param>
/// <param name="Error">Why the store could not be read; null when it could.</param>
internal sealed record HoldsDocument(IReadOnlyList<HoldEntry>? Holds, int ExitCode, ErrorEntry? Error) : CliDocument("holds")
{
    public static HoldsDocument Of(IEnumerable<QuotaReservation> holds) => new([.. holds.Select(HoldEntry.Of)], Answers.ExitCode.Fine, null);

    public static HoldsDocument Of(QuotaException error, int exitCode) => new(null, exitCode, ErrorEntry.Of(error));
}
