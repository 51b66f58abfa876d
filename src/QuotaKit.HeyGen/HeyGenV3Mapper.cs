using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>What version 3's answers mean. No number is divided by 60 here.</summary>
internal static class HeyGenV3Mapper
{
    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var wire = HeyGenV3Wire.Read(document.Root);
        if (wire.HasError)
            throw document.Refused(HeyGenMapper.ReadError(document) with { Kind = QuotaErrorKind.Rejected });

        var snapshot = document.StartSnapshot();
        snapshot.RawUtf8 = document.CopyWithout(IsPersonal);
        snapshot.Plan = wire.Subscription?.Plan;
        foreach (var balance in InOrder(wire))
            snapshot.Take(balance);
        if (FindDoubt(wire) is { } doubt)
            snapshot.Warn(doubt);
        return snapshot.Build();
    }

    private static string? FindDoubt(HeyGenV3Wire wire) => wire switch
    {
        { BillingType: null } => "'data.billing_type' is missing.",
        { BillingType: "wallet", Wallet: null } or { BillingType: "subscription", Subscription: null } or { BillingType: "usage_based", UsageBased: null } =>
            $"'data.{wire.BillingType}' is missing.",
        { BillingType: "wallet" or "subscription" or "usage_based" } => null,
        _ => $"'data.billing_type' is '{wire.BillingType}', which HeyGen does not document.",
    };

    /// <summary>What the account is billed by comes first; anything else that is filled is kept behind it.</summary>
    private static QuotaBalance[] InOrder(HeyGenV3Wire wire)
    {
        IEnumerable<QuotaBalance> own = wire.BillingType switch
        {
            "wallet" => [Wallet(wire.Wallet ?? default)],
            "subscription" => Subscription(wire.Subscription ?? default),
            "usage_based" => Usage(wire.UsageBased ?? default),
            _ => [],
        };
        IEnumerable<QuotaBalance> filled =
        [
            .. wire.Wallet is { } wallet ? [Wallet(wallet)] : (QuotaBalance[])[],
            .. wire.Subscription is { } subscription ? Subscription(subscription) : [],
            .. wire.UsageBased is { } usage ? Usage(usage) : [],
        ];
        QuotaBalance[] all = [.. own.Concat(filled).DistinctBy(b => b.Key)];
        return all.Length > 0 ? all : [Credits(HeyGenMapper.CreditsKey, "Credits", QuotaKind.Balance, default)];
    }

    private static QuotaBalance Wallet(HeyGenV3Wire.WalletWire wallet) => new()
    {
        Key = "wallet",
        Label = "Wallet",
        Unit = wallet.Currency switch
        {
            "usd" => QuotaUnit.Usd,
            { } named when !string.IsNullOrWhiteSpace(named) => QuotaUnit.Of(named),
            _ => QuotaUnit.Unspecified,
        },
        Kind = QuotaKind.Balance,
        Remaining = wallet.RemainingBalance,
    };

    private static IEnumerable<QuotaBalance> Subscription(HeyGenV3Wire.SubscriptionWire subscription)
    {
        // The plan's credits are what jobs are paid from: without them their balance stays, unknown, so that no other takes its place as Primary.
        yield return Credits("premium_credits", "Premium credits", QuotaKind.Allowance, subscription.PremiumCredits ?? default);
        if (subscription.AddOnCredits is { } addOn)
            yield return Credits("add_on_credits", "Add-on credits", QuotaKind.Balance, addOn);
        foreach (var (name, credits) in subscription.Others ?? [])
            yield return Credits(name, QuotaKeys.ToLabel(name), QuotaKind.Bonus, credits);
    }

    private static QuotaBalance Credits(string key, string label, QuotaKind kind, HeyGenV3Wire.CreditsWire credits) => new()
    {
        Key = key,
        Label = label,
        Unit = QuotaUnit.Credits,
        Kind = kind,
        Remaining = credits.Remaining,
        ResetsAt = credits.ResetsAt,
    };

    private static IEnumerable<QuotaBalance> Usage(HeyGenV3Wire.UsageWire usage)
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
                Kind = QuotaKind.Allowance,
                Limit = usage.IncludedCredits,
                Remaining = usage.RemainingCredits,
            };
    }

    /// <summary>The document is about a user: e-mail and names are nobody's business who asks for a quota.</summary>
    private static bool IsPersonal(WireMember member) =>
        member.Name.EndsWith("name", StringComparison.OrdinalIgnoreCase)
        || member.Name.Contains("mail", StringComparison.OrdinalIgnoreCase)
        || member.Name.Contains("phone", StringComparison.OrdinalIgnoreCase)
        || member.Name.Contains('@', StringComparison.Ordinal)
        || member.AsTexts().Any(text => text.Contains('@', StringComparison.Ordinal));
}
