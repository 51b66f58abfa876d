namespace QuotaKit.Cli.Parsing;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>A vendor could not be asked. What the others said is printed all the same.</summary>
    public const int VendorFailed = 1;

    /// <summary>A wrong argument, a setting that is missing or wrong, or an output that cannot be written.</summary>
    public const int Usage = 2;

    /// <summary>There is less than what is needed, or the job would be refused.</summary>
    public const int NotEnough = 3;

    /// <summary>Nobody says whether there is enough.</summary>
    public const int Unknown = 4;

    /// <summary>A mistake in this program; 70 is EX_SOFTWARE of sysexits.h.</summary>
    public const int Bug = 70;

    /// <summary>Ctrl+C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;

    public static int Of(QuotaException error) => error.Kind == QuotaErrorKind.Configuration ? Usage : VendorFailed;

    /// <summary>A wrong setting is for the user to mend, and so the worse news.</summary>
    public static int Of(QuotaReport report) => report.Errors.Select(Of).DefaultIfEmpty(Fine).Max();
}
