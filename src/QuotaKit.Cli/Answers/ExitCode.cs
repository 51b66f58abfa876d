namespace QuotaKit.Cli.Answers;

/// <summary>The exit codes of the command. Scripts rely on them, so their meanings do not change.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>An account could not be read. The other accounts are printed all the same.</summary>
    public const int VendorFailed = 1;

    /// <summary>An argument or a setting is wrong or missing, or the output cannot be written.</summary>
    public const int Usage = 2;

    /// <summary>Less is left than needed, or HeyGen would refuse the job.</summary>
    public const int NotEnough = 3;

    /// <summary>It is unknown whether enough is left, or whether the job can run.</summary>
    public const int Unknown = 4;

    /// <summary>A mistake in this program. The value is EX_SOFTWARE of sysexits.h.</summary>
    public const int Bug = 70;

    /// <summary>Ctrl+C: 128 plus the number of SIGINT, as in shells.</summary>
    public const int Cancelled = 130;

    public static int Of(QuotaException error) => error.Kind == QuotaErrorKind.Configuration ? Usage : VendorFailed;

    /// <summary>Returns the code of the whole report. Usage (2) wins over VendorFailed (1), because only the user can correct a setting.</summary>
    public static int Of(QuotaReport report) => report.Errors.Select(Of).DefaultIfEmpty(Fine).Max();
}
