namespace QuotaKit.Cli.Json;

/// <summary>The document that <c>quotakit run --json</c> prints to stderr when it ends.</summary>
/// <param name="Started">Whether the program was started. Its exit code may be the same as one of this command.</param>
/// <param name="ExitCode">The exit code of the command.</param>
/// <param name="Reservation">The reservation at the end; null when it was not made.</param>
/// <param name="Error">Why the program was not started, or its end not recorded; null when all went well.</param>
internal sealed record RunDocument(bool Started, int ExitCode, HoldEntry? Reservation, ErrorEntry? Error) : CliDocument("run");
