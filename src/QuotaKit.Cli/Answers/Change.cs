using System.Text.Json.Serialization;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Answers;

/// <summary>What changed in a row since the round before.</summary>
/// <param name="Account">The account.</param>
/// <param name="Balance">The balance's key; null when the account has failed.</param>
/// <param name="Remaining">How much more is left now, negative for less; null when it is something else that changed.</param>
internal sealed record Change(string Account, string? Balance, decimal? Remaining)
{
    /// <summary>What only says that there is a change; of what is left, in which direction.</summary>
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
