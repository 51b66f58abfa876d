using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Creates the balances for each kind of billing in version 3.</summary>
internal static class HeyGenV3Balances
{
    /// <summary>Creates the balance of an account whose document has no numbers.</summary>
    public static QuotaBalance UnknownCredits() => Credits(default);

    /// <summary>Creates the balance of a wallet. A wallet in credits has the key <c>credits</c>, as in version 2; with a subscription it has the
    /// key <c>wallet</c>, because <c>credits</c> is then the subscription's.</summary>
    public static QuotaBalance Wallet(HeyGenV3Wire.WalletWire wallet, decimal? limit, bool hasSubscription)
    {
        var isOfCredits = Is(wallet.Currency, "credits");
        if (isOfCredits && !hasSubscription)
            return Limited(Credits(new(wallet.RemainingBalance, null)), limit);
        return new QuotaBalance
        {
            Key = "wallet",
            Label = "Wallet",
            Unit = isOfCredits ? QuotaUnit.Credits
                : Is(wallet.Currency, "usd") ? QuotaUnit.Usd
                : string.IsNullOrWhiteSpace(wallet.Currency) ? QuotaUnit.Unspecified
                : QuotaUnit.Of(wallet.Currency.Trim()),
            Kind = QuotaKind.Balance,
            Remaining = wallet.RemainingBalance,
        };
    }

    /// <summary>Creates the balances of a subscription: the sum of premium and add-on credits, then each part. A job is paid from both parts, so
    /// only the sum counts for the status.</summary>
    public static IEnumerable<QuotaBalance> Subscription(HeyGenV3Wire.SubscriptionWire subscription, decimal? limit)
    {
        // The configured limit is the credits of a month, without add-on credits. As the limit of the sum, it would make the used amount too
        // low by the add-on credits that are left.
        var isPremiumAlone = subscription.AddOnCredits is null or { Remaining: 0 };
        yield return Limited(Sum(subscription.PremiumCredits, subscription.AddOnCredits), isPremiumAlone ? limit : null);
        if (subscription.PremiumCredits is { } premium)
            yield return Limited(Part("premium_credits", "Premium credits", premium), limit);
        if (subscription.AddOnCredits is { } addOn)
            yield return Part("add_on_credits", "Add-on credits", addOn);
        foreach (var (name, credits) in subscription.Others ?? [])
            yield return Part(name, BalanceNames.ToLabel(name), credits);
    }

    /// <summary>Creates the balances of an account that is billed by usage.</summary>
    public static IEnumerable<QuotaBalance> Usage(HeyGenV3Wire.UsageWire usage)
    {
        yield return new QuotaBalance
        {
            Key = "spending",
            Label = "Spending",
            Unit = QuotaUnit.Usd,
            Kind = QuotaKind.Allowance,
            Used = usage.SpendingCurrentUsd,
            Limit = usage.SpendingCapUsd,
        };
        if (usage.IncludedCredits is not null || usage.RemainingCredits is not null)
            yield return new QuotaBalance
            {
                Key = "included_credits",
                Label = "Included credits",
                Unit = QuotaUnit.Credits,
                // When these are used up, the account goes on spending up to its cap. So they are an extra that sets no status.
                Kind = QuotaKind.Bonus,
                Limit = usage.IncludedCredits,
                Remaining = usage.RemainingCredits,
            };
    }

    private static QuotaBalance Sum(HeyGenV3Wire.CreditsWire? premium, HeyGenV3Wire.CreditsWire? addOn)
    {
        // No add_on_credits means that the account has none. With add_on_credits but no number, the sum is unknown: the premium credits
        // alone could be far too low.
        var remaining = premium?.Remaining + (addOn is { } bought ? bought.Remaining : 0);
        return Credits(new(remaining, premium?.ResetsAt)) with
        {
            Derived = remaining is null ? QuotaFields.None : QuotaFields.Remaining,
        };
    }

    private static QuotaBalance Limited(QuotaBalance credits, decimal? limit) =>
        limit is null ? credits : credits with { Limit = limit, Configured = QuotaFields.Limit };

    private static QuotaBalance Part(string key, string label, HeyGenV3Wire.CreditsWire credits) =>
        Credits(credits) with { Key = key, Label = label, Kind = QuotaKind.Bonus };

    private static QuotaBalance Credits(HeyGenV3Wire.CreditsWire credits) => new()
    {
        Key = HeyGenMapper.CreditsKey,
        Label = "Credits",
        Unit = QuotaUnit.Credits,
        Kind = QuotaKind.Balance,
        Remaining = credits.Remaining,
        ResetsAt = credits.ResetsAt,
    };

    private static bool Is(string? currency, string name) => string.Equals(currency?.Trim(), name, StringComparison.OrdinalIgnoreCase);
}
