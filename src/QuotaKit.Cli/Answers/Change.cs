using System.Text.Json.Serialization;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Answers;

/// <summary>The change of a row since the previous round.</summary>
/// <param name="Account">The account.</param>
/// <param name="Balance">The key of the balance; null when the account could not be read.</param>
/// <param name="Remaining">How much more is left now, negative for less; null when something else has changed.</param>
internal sealed record Change(string Account, string? Balance, decimal? Remaining)
{
    /// <summary>The sign of the change: + for more left, - for less, * for any other change.</summary>
    [JsonIgnore]
    public string Mark => Remaining switch
    {
        > 0 => "+",
        < 0 => "-",
        _ => "*",
    };

    public string ForPeople(QuotaUnit unit) => Remaining is { } delta ? Mark + Amounts.ForPeople(Math.Abs(delta), unit) : Mark;

    public string ForScripts() => Remaining is { } delta ? Mark + Amounts.ForScripts(Math.Abs(delta)) : Mark;
}
