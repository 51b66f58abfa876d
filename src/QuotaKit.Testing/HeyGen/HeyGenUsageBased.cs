using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>A HeyGen account that pays for what it has used.</summary>
public sealed record HeyGenUsageBased : HeyGenBilling
{
    /// <summary><c>spending_current_usd</c>: US dollars spent in this period; null leaves it out. The default value is 0.</summary>
    public decimal? SpendingCurrentUsd { get; init; } = 0;

    /// <summary><c>spending_cap_usd</c>: US dollars that may be spent; null leaves it out. Null at first.</summary>
    public decimal? SpendingCapUsd { get; init; }

    /// <summary><c>included_credits</c>: credits at no extra cost; null leaves it out. Null at first.</summary>
    public decimal? IncludedCredits { get; init; }

    /// <summary><c>remaining_credits</c>: the included credits that are left; null leaves it out. Null at first.</summary>
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
