using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>The balances of each kind of billing in version 3.</summary>
internal static class HeyGenV3Balances
{
    /// <summary>The balance of an account about which nothing is told.</summary>
    public static QuotaBalance UnknownCredits() => Credits(default);

    /// <summary>A wallet of credits is the balance <c>credits</c>, as in version 2, unless the account is billed by a subscription, which has that.</summary>
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

    /// <summary>Premium and add-on credits pay for each other, so that their sum counts, and its parts move no status.</summary>
    public static IEnumerable<QuotaBalance> Subscription(HeyGenV3Wire.SubscriptionWire subscription, decimal? limit)
    {
        // A month's credits are no limit of credits that were bought besides: what was used would be told too low.
        var isPremiumAlone = subscription.AddOnCredits is null or { Remaining: 0 };
        yield return Limited(Sum(subscription.PremiumCredits, subscription.AddOnCredits), isPremiumAlone ? limit : null);
        if (subscription.PremiumCredits is { } premium)
            yield return Limited(Part("premium_credits", "Premium credits", premium), limit);
        if (subscription.AddOnCredits is { } addOn)
            yield return Part("add_on_credits", "Add-on credits", addOn);
        foreach (var (name, credits) in subscription.Others ?? [])
            yield return Part(name, BalanceNames.ToLabel(name), credits);
    }

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
                // Beyond them, the account goes on up to its cap.
                Kind = QuotaKind.Bonus,
                Limit = usage.IncludedCredits,
                Remaining = usage.RemainingCredits,
            };
    }

    private static QuotaBalance Sum(HeyGenV3Wire.CreditsWire? premium, HeyGenV3Wire.CreditsWire? addOn)
    {
        // Without add-on credits there are none; credits whose number is not told may be many, and make the sum unknown.
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
