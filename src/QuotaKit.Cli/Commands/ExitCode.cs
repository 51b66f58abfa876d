namespace QuotaKit.Cli.Commands;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>A vendor could not be asked. What the others said is printed all the same.</summary>
    public const int VendorFailed = 1;

    /// <summary>A wrong argument, or a setting that is missing or wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl+C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;

    /// <summary>A wrong setting is for the user to mend, and so the worse news.</summary>
    public static int Of(QuotaReport report) =>
        report.Errors.Any(e => e.Kind == QuotaErrorKind.Configuration) ? Usage
        : report.Errors.Count > 0 ? VendorFailed
        : Fine;
}
