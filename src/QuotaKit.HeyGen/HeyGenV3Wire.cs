using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>The members about billing in a document of version 3: the kind of billing, and the object that belongs to this kind.</summary>
internal readonly record struct HeyGenV3Wire
{
    public bool HasError { get; private init; }

    /// <summary>Whether the document has a member about billing, even one that is null.</summary>
    public bool IsQuota { get; private init; }

    /// <summary><c>wallet</c>, <c>subscription</c>, <c>usage_based</c>, or null.</summary>
    public string? BillingType { get; private init; }

    public WalletWire? Wallet { get; private init; }

    public SubscriptionWire? Subscription { get; private init; }

    public UsageWire? UsageBased { get; private init; }

    public static HeyGenV3Wire Read(WireObject json)
    {
        if (json.IsSet("error"u8))
            return new HeyGenV3Wire { HasError = true };
        if (json.Child("data"u8) is not { } data || !HasBilling(data))
            return default;

        return new HeyGenV3Wire
        {
            IsQuota = true,
            BillingType = data.Text("billing_type"u8),
            Wallet = data.Child("wallet"u8) is { } wallet ? WalletWire.Read(wallet) : null,
            Subscription = data.Child("subscription"u8) is { } subscription ? SubscriptionWire.Read(subscription) : null,
            UsageBased = data.Child("usage_based"u8) is { } usage ? UsageWire.Read(usage) : null,
        };
    }

    private static bool HasBilling(WireObject data)
    {
        foreach (var member in data.Members())
        {
            if (member.Is("billing_type"u8) || member.Is("wallet"u8) || member.Is("subscription"u8) || member.Is("usage_based"u8))
                return true;
        }

        return false;
    }

    /// <summary>Prepaid billing. By HeyGen's schema, only the balance may be null.</summary>
    internal readonly record struct WalletWire(string? Currency, decimal? RemainingBalance)
    {
        public static WalletWire Read(WireObject json)
        {
            var currency = json.Text("currency"u8);
            if (string.IsNullOrWhiteSpace(currency))
                json.WarnMissing("currency"u8);
            return new(currency, json.NumberIfAny("remaining_balance"u8));
        }
    }

    /// <summary>Credits of a plan, credits bought besides, and credits that HeyGen does not document, in the document's order.</summary>
    internal readonly record struct SubscriptionWire(
        string? Plan, CreditsWire? PremiumCredits, CreditsWire? AddOnCredits, IReadOnlyList<(string Name, CreditsWire Credits)>? Others)
    {
        public static SubscriptionWire Read(WireObject json)
        {
            var credits = json.Child("credits"u8);
            if (credits?.IsSet("premium_credits"u8) is not true)
                json.WarnMissing("credits.premium_credits"u8);
            return new(
                json.Text("plan"u8),
                CreditsWire.Read(credits?.Child("premium_credits"u8)),
                CreditsWire.Read(credits?.Child("add_on_credits"u8)),
                [.. OthersOf(credits)]);
        }

        private static IEnumerable<(string Name, CreditsWire Credits)> OthersOf(WireObject? credits)
        {
            // A member that HeyGen does not document may hold anything: it is an amount of credits only if it has a number 'remaining'.
            foreach (var member in (credits ?? default).Members())
            {
                if (member.Name is not ("premium_credits" or "add_on_credits")
                    && member.AsObject() is { } other && other.Members().Any(m => m.Name == "remaining" && m.IsNumber))
                    yield return (member.Name, CreditsWire.Read(other)!.Value);
            }
        }
    }

    /// <summary>An amount of credits. By HeyGen's schema, both members may be null.</summary>
    internal readonly record struct CreditsWire(decimal? Remaining, DateTimeOffset? ResetsAt)
    {
        public static CreditsWire? Read(WireObject? json) =>
            json is { } credits ? new CreditsWire(credits.NumberIfAny("remaining"u8), credits.Time("resets_at"u8)) : null;
    }

    /// <summary>Billing by usage, up to a cap. By HeyGen's schema, every member may be null: an account may have no cap.</summary>
    internal readonly record struct UsageWire(
        decimal? SpendingCurrentUsd, decimal? SpendingCapUsd, decimal? IncludedCredits, decimal? RemainingCredits)
    {
        public static UsageWire Read(WireObject json) => new(
            json.NumberIfAny("spending_current_usd"u8), json.NumberIfAny("spending_cap_usd"u8),
            json.NumberIfAny("included_credits"u8), json.NumberIfAny("remaining_credits"u8));
    }
}
