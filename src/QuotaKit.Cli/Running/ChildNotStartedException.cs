namespace QuotaKit.Cli.Running;

/// <summary>The error for a program that was not started.</summary>
/// <param name="exitCode">The exit code that shells use for it.</param>
/// <param name="reason">The reason, as the end of a sentence that begins with the program.</param>
internal sealed class ChildNotStartedException(int exitCode, string reason) : Exception(reason)
{
    public const int NotExecutable = 126;
    public const int NotFound = 127;

    public int ExitCode { get; } = exitCode;
}
