using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>Each document of version 3, and the snapshot that it becomes. No number is divided by 60.</summary>
public sealed class HeyGenV3MapperTests
{
    private static readonly DateTimeOffset _june = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly QuotaBalance _wallet = new()
    {
        Key = "wallet",
        Label = "Wallet",
        Unit = QuotaUnit.Usd,
        Kind = QuotaKind.Balance,
        Remaining = 12.05m,
    };

    private static readonly QuotaBalance _noWallet = _wallet with { Unit = QuotaUnit.Unspecified, Remaining = null };
    private static readonly QuotaBalance _premium = Credits("premium_credits", "Premium credits", QuotaKind.Bonus) with { Remaining = 87.5m };
    private static readonly QuotaBalance _addOn = Credits("add_on_credits", "Add-on credits", QuotaKind.Bonus) with { Remaining = 40 };
    private static readonly QuotaBalance _credits = Credits("credits", "Credits", QuotaKind.Balance);
    private static readonly QuotaBalance _sum = _credits with { Remaining = 127.5m, Derived = QuotaFields.Remaining, Status = QuotaStatus.Normal };

    private static readonly QuotaBalance _spending = new()
    {
        Key = "spending",
        Label = "Spending",
        Unit = QuotaUnit.Usd,
        Kind = QuotaKind.Allowance,
        Used = 85.25m,
        Limit = 100,
        Remaining = 14.75m,
        Derived = QuotaFields.Remaining,
        Status = QuotaStatus.Warning,
    };

    private static readonly QuotaBalance _included = Credits("included_credits", "Included credits", QuotaKind.Bonus) with
    {
        Used = 588,
        Limit = 600,
        Remaining = 12,
        Derived = QuotaFields.Used,
        Status = QuotaStatus.Critical,
    };

    private static readonly Dictionary<string, SnapshotCase> _cases = new()
    {
        ["a wallet of dollars"] = Of(
            """
            {"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":12.05,
             "auto_reload":{"enabled":true,"threshold_usd":5,"amount_usd":20}}}
            """,
            _wallet),
        ["a wallet of credits has the same key as in version 2"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":120,"auto_reload":null}}""",
            _credits with { Remaining = 120, Status = QuotaStatus.Normal }).WithStatus(QuotaStatus.Normal),
        ["a wallet of few credits"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":4}}""",
            _credits with { Remaining = 4, Status = QuotaStatus.Critical }).WithStatus(QuotaStatus.Critical),
        ["a wallet of credits without a number"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":null}}""", _credits),
        ["a wallet of another currency"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"eur","remaining_balance":9.5}}""",
            _wallet with { Unit = QuotaUnit.Of("eur"), Remaining = 9.5m }),
        ["a wallet without a currency"] = Of(
            """{"billing_type":"wallet","wallet":{"remaining_balance":9.5}}""", _wallet with { Unit = QuotaUnit.Unspecified, Remaining = 9.5m })
            .WithWarnings("'data.wallet.currency' is missing"),
        ["a wallet whose currency is blank"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":" ","remaining_balance":9.5}}""",
            _wallet with { Unit = QuotaUnit.Unspecified, Remaining = 9.5m }).WithWarnings("'data.wallet.currency' is missing"),
        ["an empty wallet"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":0}}""",
            _wallet with { Remaining = 0, Status = QuotaStatus.Exhausted }).WithStatus(QuotaStatus.Exhausted),
        ["a wallet with a null balance, which the schema allows"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":null}}""", _wallet with { Remaining = null }),
        ["an empty wallet object is unknown, not zero"] = Of(
            """{"billing_type":"wallet","wallet":{}}""", _noWallet).WithWarnings("'data.wallet.currency' is missing"),
        ["a wallet that is missing"] = Of("""{"billing_type":"wallet"}""", _noWallet).WithWarnings("'data.wallet' is missing"),

        ["a subscription: its credits are summed"] = Of(
            """
            {"billing_type":"subscription","wallet":null,"subscription":{"plan":"Pro","credits":{
             "premium_credits":{"remaining":87.5,"resets_at":"2026-06-01T00:00:00Z"},
             "add_on_credits":{"remaining":40,"resets_at":"2027-01-01T00:00:00Z"}}}}
            """,
            _sum with { ResetsAt = _june },
            _premium with { ResetsAt = _june },
            _addOn with { ResetsAt = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) })
            .WithPlan("Pro").WithStatus(QuotaStatus.Normal),
        ["a subscription with used-up premium credits and add-on credits left"] = Of(
            """
            {"billing_type":"subscription","subscription":{"plan":"Pro","credits":{
             "premium_credits":{"remaining":0},"add_on_credits":{"remaining":500}}}}
            """,
            _sum with { Remaining = 500 },
            _premium with { Remaining = 0, Status = QuotaStatus.Exhausted },
            _addOn with { Remaining = 500 }).WithPlan("Pro").WithStatus(QuotaStatus.Normal),
        ["a subscription without resets and add-ons"] = Of(
            """{"billing_type":"subscription","subscription":{"plan":"Creator","credits":{"premium_credits":{"remaining":87.5}}}}""",
            _sum with { Remaining = 87.5m }, _premium).WithPlan("Creator").WithStatus(QuotaStatus.Normal),
        ["a subscription with explicit nulls"] = Of(
            """
            {"billing_type":"subscription","subscription":{"plan":null,"credits":{
             "premium_credits":{"remaining":87.5,"resets_at":null},"add_on_credits":null}}}
            """,
            _sum with { Remaining = 87.5m }, _premium).WithStatus(QuotaStatus.Normal),
        ["a subscription with add-on credits only: the sum is unknown"] = Of(
            """{"billing_type":"subscription","subscription":{"plan":"Pro","credits":{"add_on_credits":{"remaining":40}}}}""",
            _credits, _addOn).WithPlan("Pro").WithWarnings("'data.subscription.credits.premium_credits' is missing"),
        ["a subscription with an unknown part: the sum is unknown"] = Of(
            """
            {"billing_type":"subscription","subscription":{"plan":"Pro","credits":{
             "premium_credits":{"remaining":87.5},"add_on_credits":{"remaining":null}}}}
            """,
            _credits, _premium, _addOn with { Remaining = null }).WithPlan("Pro"),
        ["a subscription whose credits are empty objects"] = Of(
            """{"billing_type":"subscription","subscription":{"plan":"Pro","credits":{"premium_credits":{},"add_on_credits":{}}}}""",
            _credits, _premium with { Remaining = null }, _addOn with { Remaining = null }).WithPlan("Pro"),
        ["a subscription that is missing"] = Of("""{"billing_type":"subscription","subscription":null}""", _credits)
            .WithWarnings("'data.subscription' is missing"),
        ["a subscription with undocumented credits and other members"] = Of(
            """
            {"billing_type":"subscription","subscription":{"plan":"Pro","credits":{"gift_credits":{"remaining":7,"resets_at":"2026-06-01"},
             "total":{"used":1},"note":"x","premium_credits":{"remaining":87.5}}}}
            """,
            _sum with { Remaining = 87.5m },
            _premium,
            Credits("gift_credits", "Gift credits", QuotaKind.Bonus) with { Remaining = 7, ResetsAt = _june })
            .WithPlan("Pro").WithStatus(QuotaStatus.Normal),
        ["a subscription beside a wallet of credits: both are kept"] = Of(
            """
            {"billing_type":"subscription","wallet":{"currency":"credits","remaining_balance":120},
             "subscription":{"plan":"Pro","credits":{"premium_credits":{"remaining":87.5}}}}
            """,
            _sum with { Remaining = 87.5m }, _premium, _wallet with { Unit = QuotaUnit.Credits, Remaining = 120 })
            .WithPlan("Pro").WithStatus(QuotaStatus.Normal),

        ["usage under a cap"] = Of(
            """
            {"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100,
             "included_credits":600,"remaining_credits":12}}
            """,
            _spending, _included).WithStatus(QuotaStatus.Warning),
        ["usage whose included credits are used up, far from the cap"] = Of(
            """
            {"billing_type":"usage_based","usage_based":{"spending_current_usd":48,"spending_cap_usd":500,
             "included_credits":600,"remaining_credits":0}}
            """,
            _spending with { Used = 48, Limit = 500, Remaining = 452, Status = QuotaStatus.Normal },
            _included with { Used = 600, Remaining = 0, Status = QuotaStatus.Exhausted }).WithStatus(QuotaStatus.Normal),
        ["usage without included credits"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100,"included_credits":null}}""",
            _spending).WithStatus(QuotaStatus.Warning),
        ["usage with remaining but without included credits"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100,"remaining_credits":12}}""",
            _spending, _included with { Used = null, Limit = null, Derived = QuotaFields.None, Status = QuotaStatus.Unknown })
            .WithStatus(QuotaStatus.Warning),
        ["usage without a cap, which the schema allows"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25,"spending_cap_usd":null}}""",
            _spending with { Limit = null, Remaining = null, Derived = QuotaFields.None, Status = QuotaStatus.Unknown }),
        ["usage without numbers"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":null,"spending_cap_usd":null}}""",
            _spending with { Used = null, Limit = null, Remaining = null, Derived = QuotaFields.None, Status = QuotaStatus.Unknown }),
        ["usage past the cap"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":103.5,"spending_cap_usd":100}}""",
            _spending with { Used = 103.5m, Remaining = -3.5m, Status = QuotaStatus.Exhausted }).WithStatus(QuotaStatus.Exhausted),

        ["no billing type, but a wallet"] = Of(
            """{"billing_type":null,"wallet":{"currency":"usd","remaining_balance":12.05}}""", _wallet)
            .WithWarnings("'data.billing_type' is missing"),
        ["no billing type and nothing filled"] = Of("""{"billing_type":null,"wallet":null}""", _credits)
            .WithWarnings("'data.billing_type' is missing"),
        ["an unknown billing type"] = Of("""{"billing_type":"barter","wallet":{"currency":"usd","remaining_balance":12.05}}""", _wallet)
            .WithWarnings("'data.billing_type' is 'barter'"),
        ["two objects: the one of the billing type is first"] = Of(
            """
            {"billing_type":"usage_based","wallet":{"currency":"usd","remaining_balance":12.05},
             "usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100}}
            """,
            _spending, _wallet).WithStatus(QuotaStatus.Warning),
    };

    public static TheoryData<string> Documents => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Maps_each_document_to_its_snapshot(string document)
    {
        var wanted = _cases[document];
        (wanted with { RawJson = WithoutSpace(wanted.Json) }).AssertMaps(HeyGenV3Mapper.Map, VendorSamples.Options);
    }

    [Fact]
    public void A_configured_limit_does_not_cover_addon_credits()
    {
        var options = VendorSamples.Options;
        options.MonthlyCredits = 660;

        var snapshot = SnapshotCase.Map(HeyGenV3Mapper.Map, options,
            """{"data":{"billing_type":"subscription","subscription":{"credits":{"premium_credits":{"remaining":0},"add_on_credits":{"remaining":600}}}}}""");

        Assert.Equal((600m, null, null), (snapshot.Primary.Remaining!.Value, snapshot.Primary.Limit, snapshot.Primary.Used));
        Assert.Equal((660m, 660m), (snapshot["premium_credits"].Used!.Value, snapshot["premium_credits"].Limit!.Value));
    }

    [Fact]
    public void A_configured_limit_applies_to_credits_only()
    {
        var options = VendorSamples.Options;
        options.Plan = HeyGenPlan.Pro;

        var dollars = SnapshotCase.Map(HeyGenV3Mapper.Map, options, VendorSamples.Wallet).Primary;
        var wallet = SnapshotCase.Map(
            HeyGenV3Mapper.Map, options, """{"data":{"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":20}}}""").Primary;
        var sum = SnapshotCase.Map(
            HeyGenV3Mapper.Map,
            options,
            """{"data":{"billing_type":"subscription","subscription":{"credits":{"premium_credits":{"remaining":60},"add_on_credits":{"remaining":0}}}}}""")
            .Primary;

        Assert.Equal((null, QuotaFields.None), (dollars.Limit, dollars.Configured));
        Assert.Equal((80m, 100m, QuotaFields.Limit, QuotaStatus.Warning), (wallet.Used!.Value, wallet.Limit!.Value, wallet.Configured, wallet.Status));
        Assert.Equal((40m, 100m, QuotaFields.Used | QuotaFields.Remaining), (sum.Used!.Value, sum.Limit!.Value, sum.Derived));
    }

    // RawJson is written again, because members are left out of it. White space is lost, but numbers keep their form.
    private static string WithoutSpace(string json) => string.Concat(json.Split('\n', StringSplitOptions.TrimEntries));

    private static SnapshotCase Of(string data, params QuotaBalance[] balances) =>
        new SnapshotCase($$"""{"data":{{data}}}""", balances).WithStatus(QuotaStatus.Unknown);

    private static QuotaBalance Credits(string key, string label, QuotaKind kind) => new()
    {
        Key = key,
        Label = label,
        Unit = QuotaUnit.Credits,
        Kind = kind,
    };
}
