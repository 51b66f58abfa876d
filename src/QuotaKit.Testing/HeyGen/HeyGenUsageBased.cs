using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>A HeyGen account that pays for what it used.</summary>
public sealed record HeyGenUsageBased : HeyGenBilling
{
    /// <summary><c>spending_current_usd</c>: US dollars spent in this period; null leaves it out. The default value is 0.</summary>
    public decimal? SpendingCurrentUsd { get; init; } = 0;

    /// <summary><c>spending_cap_usd</c>: US dollars that may be spent; null, as at first, leaves it out.</summary>
    public decimal? SpendingCapUsd { get; init; }

    /// <summary><c>included_credits</c>: credits that cost nothing more; null, as at first, leaves it out.</summary>
    public decimal? IncludedCredits { get; init; }

    /// <summary><c>remaining_credits</c>: what is left of them; null, as at first, leaves it out.</summary>
    public decimal? RemainingCredits { get; init; }

    internal override string BillingType => "usage_based";

    internal override void Write(Utf8JsonWriter json, decimal credits)
    {
        WriteWhereKnown(json, "spending_current_usd", SpendingCurrentUsd);
        WriteWhereKnown(json, "spending_cap_usd", SpendingCapUsd);
        WriteWhereKnown(json, "included_credits", IncludedCredits);
        WriteWhereKnown(json, "remaining_credits", RemainingCredits);
    }

    private static void WriteWhereKnown(Utf8JsonWriter json, string name, decimal? amount)
    {
        if (amount is { } known)
            json.WriteNumber(name, known);
    }
}
