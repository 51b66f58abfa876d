using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>The limit from the options, which version 2 does not send.</summary>
public sealed class HeyGenMapperPlanTests
{
    private static readonly QuotaBalance _credits = new()
    {
        Key = "credits",
        Label = "Credits",
        Unit = QuotaUnit.Credits,
        Kind = QuotaKind.Balance,
        Configured = QuotaFields.Limit,
        Derived = QuotaFields.Used,
        Status = QuotaStatus.Normal,
    };

    private static readonly Dictionary<string, SnapshotCase> _cases = new()
    {
        ["Free has 10 credits a month"] = On(
            HeyGenPlan.Free, VendorSamples.Remaining("450"), _credits with { Used = 2.5m, Limit = 10, Remaining = 7.5m }),
        ["Pro has 100"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("3600"), _credits with { Used = 40, Limit = 100, Remaining = 60 }),
        ["Scale has 660"] = On(
            HeyGenPlan.Scale, VendorSamples.Remaining("36012"), _credits with { Used = 59.8m, Limit = 660, Remaining = 600.2m }),
        ["Enterprise depends on its contract, so the limit is unknown"] = On(
            HeyGenPlan.Enterprise, VendorSamples.Remaining("3600"),
            _credits with { Remaining = 60, Configured = QuotaFields.None, Derived = QuotaFields.None }),
        ["Enterprise with the contract's number"] = On(
            HeyGenPlan.Enterprise with { MonthlyCredits = 5000 }, VendorSamples.Remaining("60000"),
            _credits with { Used = 4000, Limit = 5000, Remaining = 1000, Status = QuotaStatus.Warning }).WithStatus(QuotaStatus.Warning),

        ["all credits are left"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("6000"), _credits with { Used = 0, Limit = 100, Remaining = 100 }),
        ["after a top-up more remains than the limit, and the used amount is unknown"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("6001"),
            _credits with { Used = null, Limit = 100, Remaining = 100.0166666667m, Derived = QuotaFields.None }).WithWarnings("top-up"),
        ["nothing left"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("0"),
            _credits with { Used = 100, Limit = 100, Remaining = 0, Status = QuotaStatus.Exhausted }).WithStatus(QuotaStatus.Exhausted),
        ["overspent"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("-90"),
            _credits with { Used = 101.5m, Limit = 100, Remaining = -1.5m, Status = QuotaStatus.Exhausted })
            .WithStatus(QuotaStatus.Exhausted),
        ["80 of 100 used is a warning"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("1200"),
            _credits with { Used = 80, Limit = 100, Remaining = 20, Status = QuotaStatus.Warning }).WithStatus(QuotaStatus.Warning),
        ["95 of 100 used is critical"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("300"),
            _credits with { Used = 95, Limit = 100, Remaining = 5, Status = QuotaStatus.Critical }).WithStatus(QuotaStatus.Critical),

        ["HeyGen's own used amount takes precedence over the plan"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("450", ",\"used_quota\":150"),
            _credits with { Used = 2.5m, Limit = 10, Remaining = 7.5m, Configured = QuotaFields.None, Derived = QuotaFields.Limit }),
        ["without remaining_quota only the limit is known"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("null"),
            _credits with { Limit = 100, Derived = QuotaFields.None, Status = QuotaStatus.Unknown })
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'data.remaining_quota' is missing"),
        ["the plan's limit applies to api as well"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("3600", ",\"details\":{\"api\":1200}"),
            _credits with { Used = 40, Limit = 100, Remaining = 60 },
            _credits with { Key = "api", Label = "API credits", Used = 80, Limit = 100, Remaining = 20, Status = QuotaStatus.Warning })
            .WithStatus(QuotaStatus.Warning),
        ["a limit replaces the amount thresholds, which a small plan would always be below"] = On(
            HeyGenPlan.Free, VendorSamples.Remaining("540", ",\"details\":{\"api\":540}"),
            _credits with { Used = 1, Limit = 10, Remaining = 9 },
            _credits with { Key = "api", Label = "API credits", Used = 1, Limit = 10, Remaining = 9 }),
        ["a top-up gives one warning, not two"] = On(
            HeyGenPlan.Pro, VendorSamples.Remaining("6060", ",\"details\":{\"api\":6060}"),
            _credits with { Used = null, Limit = 100, Remaining = 101, Derived = QuotaFields.None },
            _credits with { Key = "api", Label = "API credits", Remaining = 101, Configured = QuotaFields.None, Derived = QuotaFields.None })
            .WithWarnings("'credits': more remains"),
        ["MonthlyCredits takes precedence over the plan"] = new SnapshotCase(
            VendorSamples.Remaining("3600"), _credits with { Used = 20, Limit = 80, Remaining = 60 })
        {
            Configure = options => (((HeyGenQuotaOptions)options).Plan, ((HeyGenQuotaOptions)options).MonthlyCredits) = (HeyGenPlan.Pro, 80),
        },
    };

    public static TheoryData<string> Documents => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Maps_each_document_to_its_snapshot(string document) => _cases[document].AssertMaps(HeyGenMapper.Map, VendorSamples.Options);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000_001)]
    public void Invalid_monthly_credits_are_rejected(int credits)
    {
        var options = VendorSamples.Options;
        options.MonthlyCredits = credits;
        Assert.StartsWith("MonthlyCredits must be above 0", Assert.Single(options.Validate()), StringComparison.Ordinal);

        (options.MonthlyCredits, options.Plan) = (null, HeyGenPlan.Enterprise with { MonthlyCredits = credits });
        Assert.StartsWith("Plan.MonthlyCredits must be above 0", Assert.Single(options.Validate()), StringComparison.Ordinal);
    }

    // The document does not name the plan, so the snapshot has no Plan.
    private static SnapshotCase On(HeyGenPlan plan, string json, params QuotaBalance[] balances) => new(json, balances)
    {
        Configure = options => ((HeyGenQuotaOptions)options).Plan = plan,
    };
}
