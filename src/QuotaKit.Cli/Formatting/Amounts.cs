using System.Globalization;

namespace QuotaKit.Cli.Formatting;

/// <summary>Formats amounts. An unknown amount is never printed as 0.</summary>
internal static class Amounts
{
    public const string Unknown = "?";
    public const string Unlimited = "unlimited";

    // Longer numbers would push the other columns out of the table. They are printed in scientific notation.
    private const decimal WidestInDigits = 999_999_999_999;
    private const double WidestShare = 1_000_000;

    /// <summary>Formats with thousands separators and at most two decimals: <c>39,074.2</c>. Money always has two decimals.</summary>
    public static string ForPeople(decimal? amount, QuotaUnit unit) => amount switch
    {
        null => Unknown,
        > WidestInDigits or < -WidestInDigits => Text(amount.Value, "0.###e0"),
        > 0 and < 0.01m => "<0.01",
        < 0 and > -0.01m => ">-0.01",
        _ => Text(amount.Value, unit == QuotaUnit.Usd ? "#,0.00" : "#,0.##"),
    };

    /// <summary>Formats with digits and a decimal point: <c>39074.2</c>. Rounds to six decimals, which is exact enough for 60ths of a HeyGen credit.
    /// Smaller amounts keep all their decimals, so that they do not become 0.</summary>
    public static string ForScripts(decimal? amount) => amount switch
    {
        null => Unknown,
        > -0.000_001m and < 0.000_001m => Text(amount.Value, "0.############################"),
        _ => Text(amount.Value, "0.######"),
    };

    /// <summary>Formats a ratio as a percentage: <c>85.5%</c>.</summary>
    public static string Share(double? ratio) => ratio switch
    {
        null => Unknown,
        > WidestShare or < -WidestShare => (ratio.Value * 100).ToString("0.###e0", CultureInfo.InvariantCulture) + "%",
        { } known => (known * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%",
    };

    /// <summary>Subtracts the second amount from the first; null when either is unknown, or when the result does not fit a decimal.</summary>
    public static decimal? Difference(decimal? amount, decimal? other)
    {
        try
        {
            return amount - other;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string Text(decimal amount, string format) => amount.ToString(format, CultureInfo.InvariantCulture);
}
