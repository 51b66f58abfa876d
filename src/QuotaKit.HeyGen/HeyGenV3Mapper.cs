using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Maps the documents of version 3 to snapshots.</summary>
/// <remarks>Version 3 sends credits and US dollars. The division by 60 that version 2 needs would be wrong here.</remarks>
internal static class HeyGenV3Mapper
{
    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var wire = HeyGenV3Wire.Read(document.Root);
        if (wire.HasError)
            throw document.Refused(HeyGenErrors.Read(document) with { Kind = QuotaErrorKind.Rejected });
        if (!wire.IsQuota)
            throw document.NotQuota(HeyGenErrors.Read(document));

        var snapshot = document.StartSnapshot();
        snapshot.RawUtf8 = document.CopyWithout(IsPersonal);
        snapshot.Plan = wire.Subscription?.Plan;
        foreach (var balance in InOrder(wire, ((HeyGenQuotaOptions)document.Options).CreditLimit))
            snapshot.Take(balance);
        if (FindDoubt(wire) is { } doubt)
            snapshot.Warn(doubt);
        return snapshot.Build();
    }

    // The numbers are kept in each of these cases; the warning says why they may not be what the account is billed by.
    private static string? FindDoubt(HeyGenV3Wire wire) => wire switch
    {
        { BillingType: null } => "'data.billing_type' is missing.",
        { BillingType: "wallet", Wallet: null } or { BillingType: "subscription", Subscription: null } or { BillingType: "usage_based", UsageBased: null } =>
            $"'data.{wire.BillingType}' is missing.",
        { BillingType: "wallet" or "subscription" or "usage_based" } => null,
        _ => $"'data.billing_type' is '{wire.BillingType}', which HeyGen does not document.",
    };

    /// <summary>Returns the balances of the account's kind of billing first. An object of another kind that HeyGen also fills comes after them.</summary>
    private static List<QuotaBalance> InOrder(HeyGenV3Wire wire, decimal? limit)
    {
        var balances = new List<QuotaBalance>();
        var isSubscription = wire.BillingType == "subscription";
        var isUsage = wire.BillingType == "usage_based";
        if (isSubscription)
            AddSubscription();
        if (isUsage)
            AddUsage();
        if (wire.Wallet is not null || wire.BillingType == "wallet")
            balances.Add(HeyGenV3Balances.Wallet(wire.Wallet ?? default, limit, hasSubscription: isSubscription));
        if (!isSubscription && wire.Subscription is not null)
            AddSubscription();
        if (!isUsage && wire.UsageBased is not null)
            AddUsage();
        if (balances.Count == 0)
            balances.Add(HeyGenV3Balances.UnknownCredits());
        return balances;

        void AddSubscription() => balances.AddRange(HeyGenV3Balances.Subscription(wire.Subscription ?? default, limit));

        void AddUsage() => balances.AddRange(HeyGenV3Balances.Usage(wire.UsageBased ?? default));
    }

    /// <summary>Whether a member is personal data. The document describes the user, with names, e-mail and phone; a quota needs none of them.</summary>
    private static bool IsPersonal(WireMember member) =>
        member.Name.EndsWith("name", StringComparison.OrdinalIgnoreCase)
        || member.Name.Contains("mail", StringComparison.OrdinalIgnoreCase)
        || member.Name.Contains("phone", StringComparison.OrdinalIgnoreCase)
        || member.Name.Contains('@', StringComparison.Ordinal)
        || member.AsTexts().Any(text => text.Contains('@', StringComparison.Ordinal));
}
