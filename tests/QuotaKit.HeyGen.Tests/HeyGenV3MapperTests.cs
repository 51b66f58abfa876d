using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>Each shape of version 3, and the snapshot that it is. No number is divided by 60.</summary>
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
        Status = QuotaStatus.Normal,
    };

    private static readonly QuotaBalance _noWallet = _wallet with { Unit = QuotaUnit.Unspecified, Remaining = null, Status = QuotaStatus.Unknown };
    private static readonly QuotaBalance _premium = Credits("premium_credits", "Premium credits", QuotaKind.Allowance) with { Remaining = 87.5m };
    private static readonly QuotaBalance _addOn = Credits("add_on_credits", "Add-on credits", QuotaKind.Balance) with { Remaining = 40 };
    private static readonly QuotaBalance _noPremium = _premium with { Remaining = null, Status = QuotaStatus.Unknown };

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

    private static readonly QuotaBalance _included = Credits("included_credits", "Included credits", QuotaKind.Allowance) with
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
        ["a wallet of credits"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":120,"auto_reload":null}}""",
            _wallet with { Unit = QuotaUnit.Credits, Remaining = 120 }),
        ["a wallet of another currency"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"eur","remaining_balance":9.5}}""",
            _wallet with { Unit = QuotaUnit.Of("eur"), Remaining = 9.5m }),
        ["a wallet without a currency"] = Of(
            """{"billing_type":"wallet","wallet":{"remaining_balance":9.5}}""", _wallet with { Unit = QuotaUnit.Unspecified, Remaining = 9.5m }),
        ["a wallet whose currency is blank"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":" ","remaining_balance":9.5}}""",
            _wallet with { Unit = QuotaUnit.Unspecified, Remaining = 9.5m }),
        ["an empty wallet"] = Of(
            """{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":0}}""",
            _wallet with { Remaining = 0, Status = QuotaStatus.Exhausted }).WithStatus(QuotaStatus.Exhausted),
        ["a wallet that is an empty object is unknown, not empty"] = Of(
            """{"billing_type":"wallet","wallet":{}}""", _noWallet)
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'data.wallet.remaining_balance' is missing"),
        ["a wallet that is not there"] = Of("""{"billing_type":"wallet"}""", _noWallet)
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'data.wallet' is missing"),

        ["a subscription"] = Of(
            """
            {"billing_type":"subscription","wallet":null,"subscription":{"plan":"Pro","credits":{
             "premium_credits":{"remaining":87.5,"resets_at":"2026-06-01T00:00:00Z"},
             "add_on_credits":{"remaining":40,"resets_at":"2027-01-01T00:00:00Z"}}}}
            """,
            _premium with { ResetsAt = _june }, _addOn with { ResetsAt = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) })
            .WithPlan("Pro"),
        ["a subscription without resets and add-ons"] = Of(
            """{"billing_type":"subscription","subscription":{"plan":"Creator","credits":{"premium_credits":{"remaining":87.5}}}}""",
            _premium).WithPlan("Creator"),
        ["a subscription whose nulls are written out"] = Of(
            """
            {"billing_type":"subscription","subscription":{"plan":null,"credits":{
             "premium_credits":{"remaining":87.5,"resets_at":null},"add_on_credits":null}}}
            """,
            _premium),
        ["a subscription with add-ons alone: they do not take the first place"] = Of(
            """{"billing_type":"subscription","subscription":{"plan":"Pro","credits":{"add_on_credits":{"remaining":40}}}}""",
            _noPremium, _addOn).WithPlan("Pro").WithWarnings("'data.subscription.credits.premium_credits' is missing"),
        ["a subscription whose credits are empty objects"] = Of(
            """{"billing_type":"subscription","subscription":{"plan":"Pro","credits":{"premium_credits":{},"add_on_credits":{}}}}""",
            _noPremium, _addOn with { Remaining = null, Status = QuotaStatus.Unknown }) with
        {
            Plan = "Pro",
            Status = QuotaStatus.Unknown,
            Warnings = ["premium_credits.remaining' is missing", "add_on_credits.remaining' is missing"],
        },
        ["a subscription that is not there"] = Of("""{"billing_type":"subscription","subscription":null}""", _noPremium)
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'data.subscription' is missing"),
        ["a subscription with credits that nobody knows, and such that are none"] = Of(
            """
            {"billing_type":"subscription","subscription":{"plan":"Pro","credits":{"gift_credits":{"remaining":7,"resets_at":"2026-06-01"},
             "total":{"used":1},"note":"x","premium_credits":{"remaining":87.5}}}}
            """,
            _premium, Credits("gift_credits", "Gift credits", QuotaKind.Bonus) with { Remaining = 7, ResetsAt = _june }).WithPlan("Pro"),

        ["usage under a cap"] = Of(
            """
            {"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100,
             "included_credits":600,"remaining_credits":12}}
            """,
            _spending, _included).WithStatus(QuotaStatus.Critical),
        ["usage without included credits"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100,"included_credits":null}}""",
            _spending).WithStatus(QuotaStatus.Warning),
        ["usage with what is left of unknown included credits"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100,"remaining_credits":12}}""",
            _spending, _included with { Used = null, Limit = null, Derived = QuotaFields.None, Status = QuotaStatus.Normal })
            .WithStatus(QuotaStatus.Warning),
        ["usage without a cap"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25}}""",
            _spending with { Limit = null, Remaining = null, Derived = QuotaFields.None, Status = QuotaStatus.Unknown })
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'data.usage_based.spending_cap_usd' is missing"),
        ["usage past the cap"] = Of(
            """{"billing_type":"usage_based","usage_based":{"spending_current_usd":103.5,"spending_cap_usd":100}}""",
            _spending with { Used = 103.5m, Remaining = -3.5m, Status = QuotaStatus.Exhausted }).WithStatus(QuotaStatus.Exhausted),

        ["no billing type, and a wallet all the same"] = Of(
            """{"billing_type":null,"wallet":{"currency":"usd","remaining_balance":12.05}}""", _wallet)
            .WithWarnings("'data.billing_type' is missing"),
        ["no billing type and nothing filled"] = Of("""{"billing_type":null,"wallet":null}""", Unknown())
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'data.billing_type' is missing"),
        ["a billing type that nobody knows"] = Of("""{"billing_type":"barter","wallet":{"currency":"usd","remaining_balance":12.05}}""", _wallet)
            .WithWarnings("'data.billing_type' is 'barter'"),
        ["two objects filled: the one that is billed by is first"] = Of(
            """
            {"billing_type":"usage_based","wallet":{"currency":"usd","remaining_balance":12.05},
             "usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100}}
            """,
            _spending, _wallet).WithStatus(QuotaStatus.Warning),
        ["no data"] = new SnapshotCase("""{"data":null}""", Unknown())
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'data' is missing", "'data.billing_type' is missing"),
    };

    public static TheoryData<string> Documents => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_is_its_snapshot(string document)
    {
        var wanted = _cases[document];
        (wanted with { RawJson = WithoutSpace(wanted.Json) }).AssertMaps(HeyGenV3Mapper.Map, VendorSamples.Options);
    }

    [Fact]
    public void The_plan_of_the_options_is_version_2s_affair()
    {
        var options = VendorSamples.Options;
        options.Plan = HeyGenPlan.Pro;

        var snapshot = SnapshotCase.Map(HeyGenV3Mapper.Map, options, VendorSamples.Wallet);

        Assert.Equal((null, QuotaFields.None), (snapshot.Primary.Limit, snapshot.Primary.Configured));
    }

    // The document is written anew, because members are left out of it. Its numbers stay as they were written.
    private static string WithoutSpace(string json) => string.Concat(json.Split('\n', StringSplitOptions.TrimEntries));

    private static SnapshotCase Of(string data, params QuotaBalance[] balances) => new($$"""{"data":{{data}}}""", balances);

    private static QuotaBalance Unknown() => Credits("credits", "Credits", QuotaKind.Balance) with { Status = QuotaStatus.Unknown };

    private static QuotaBalance Credits(string key, string label, QuotaKind kind) => new()
    {
        Key = key,
        Label = label,
        Unit = QuotaUnit.Credits,
        Kind = kind,
        Status = QuotaStatus.Normal,
    };
}
