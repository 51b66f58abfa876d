using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>A HeyGen account that pays for a plan.</summary>
public sealed record HeyGenSubscription : HeyGenBilling
{
    /// <summary><c>plan</c>. The default value is <c>Pro</c>.</summary>
    public string Plan { get; init; } = "Pro";

    /// <summary><c>premium_credits</c>, which come with the plan; null leaves them out. Null at first.</summary>
    public HeyGenCredits? PremiumCredits { get; init; }

    /// <summary><c>add_on_credits</c>, which were bought; null leaves them out. Null at first.</summary>
    public HeyGenCredits? AddOnCredits { get; init; }

    internal override string BillingType => "subscription";

    internal override void Write(Utf8JsonWriter json, decimal credits)
    {
        json.WriteString("plan", Plan);
        json.WriteStartObject("credits");
        PremiumCredits?.Write(json, "premium_credits");
        AddOnCredits?.Write(json, "add_on_credits");
        json.WriteEndObject();
    }
}
