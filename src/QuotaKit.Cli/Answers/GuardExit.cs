namespace QuotaKit.Cli.Answers;

/// <summary>Tells the exit codes of commands that reserve.</summary>
internal static class GuardExit
{
    /// <summary>The exit code of <c>quotakit run</c> for failures of its own, so that they differ from those of the program that it runs.</summary>
    public const int OwnFailure = 125;

    /// <summary>Returns 3 for too little, 4 for unknown, 2 for what only the user can correct, else 1.</summary>
    public static int Of(QuotaException error) => error switch
    {
        InsufficientQuotaException { Available: null } => ExitCode.Unknown,
        InsufficientQuotaException => ExitCode.NotEnough,
        QuotaReservationException => ExitCode.Usage,
        { Kind: QuotaErrorKind.Ledger } => ExitCode.Usage,
        _ => ExitCode.Of(error),
    };

    /// <summary>Returns the exit code of <c>quotakit run</c> when it starts nothing.</summary>
    public static int OfRun(QuotaException error) =>
        error.Kind == QuotaErrorKind.Configuration || Of(error) is ExitCode.NotEnough or ExitCode.Unknown ? Of(error) : OwnFailure;
}
