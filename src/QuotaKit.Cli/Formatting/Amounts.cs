using System.Globalization;

namespace QuotaKit.Cli.Formatting;

/// <summary>Numbers as text. Only a known zero is ever printed as 0.</summary>
internal static class Amounts
{
    public const string Unknown = "?";
    public const string Unlimited = "unlimited";

    // Beyond it, a number would push everything else out of the table.
    private const decimal WidestInDigits = 999_999_999_999;
    private const double WidestShare = 1_000_000;

    /// <summary>With separators, and not more than two decimals: <c>39,074.2</c>. Money always has two.</summary>
    public static string ForPeople(decimal? amount, QuotaUnit unit) => amount switch
    {
        null => Unknown,
        > WidestInDigits or < -WidestInDigits => Text(amount.Value, "0.###e0"),
        > 0 and < 0.01m => "<0.01",
        < 0 and > -0.01m => ">-0.01",
        _ => Text(amount.Value, unit == QuotaUnit.Usd ? "#,0.00" : "#,0.##"),
    };

    /// <summary>Digits only: <c>39074.2</c>. Six decimals tell the 60ths of a HeyGen credit apart; smaller numbers keep all of theirs.</summary>
    public static string ForScripts(decimal? amount) => amount switch
    {
        null => Unknown,
        > -0.000_001m and < 0.000_001m => Text(amount.Value, "0.############################"),
        _ => Text(amount.Value, "0.######"),
    };

    public static string Share(double? ratio) => ratio switch
    {
        null => Unknown,
        > WidestShare or < -WidestShare => (ratio.Value * 100).ToString("0.###e0", CultureInfo.InvariantCulture) + "%",
        { } known => (known * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%",
    };

    /// <summary>How much more the first is; null when either is unknown, or when that is more than a decimal can hold.</summary>
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
