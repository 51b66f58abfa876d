using QuotaKit.Tests.Vendors;
using static QuotaKit.HeyGen.Tests.Costs.HeyGenSnapshots;

namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenPreflightCreditsTests
{
    // A job of 10 credits that no plan limits.
    private static readonly HeyGenJob _job = new() { Operation = HeyGenCosts.Upscale, Calls = 20 };

    [Theory]
    [InlineData(10)]
    [InlineData(10.01)]
    public void A_job_with_enough_credits_can_run(double left)
    {
        var result = HeyGenPreflight.Check(_job, HeyGenPlan.Free, Credits((decimal)left));

        Assert.True(result.CanRun);
        Assert.Equal(10m, result.EstimatedCredits);
        Assert.Empty(result.Reasons);
        Assert.Empty(result.Unknowns);
        Assert.Equal("The job can run.", result.ToString());
    }

    [Theory]
    [InlineData(9.99, "The job takes 10 credits and 9.99 are left: add 0.01 or do less.")]
    [InlineData(0, "The job takes 10 credits and 0 are left: add 10 or do less.")]
    [InlineData(-2.5, "The job takes 10 credits and -2.5 are left: add 12.5 or do less.")]
    public void Too_few_credits_name_the_missing_amount(double left, string message)
    {
        var result = HeyGenPreflight.Check(_job, HeyGenPlan.Free, Credits((decimal)left));

        Assert.False(result.CanRun);
        Assert.Equal(10m, result.EstimatedCredits);
        Assert.Equal(
            [
                new HeyGenPreflightReason
                {
                    Kind = HeyGenPreflightReasonKind.Credits,
                    Message = message,
                    Unit = QuotaUnit.Credits,
                    Actual = 10,
                    Limit = (decimal)left,
                },
            ],
            result.Reasons);
        Assert.Empty(result.Unknowns);
    }

    [Fact]
    public void Without_a_snapshot_the_credits_are_unknown()
    {
        var result = HeyGenPreflight.Check(_job, HeyGenPlan.Free);

        Assert.Null(result.CanRun);
        Assert.Empty(result.Reasons);
        var unknown = Assert.Single(result.Unknowns);
        Assert.Equal(
            (HeyGenPreflightReasonKind.Credits, QuotaUnit.Credits, 10m, null), (unknown.Kind, unknown.Unit, unknown.Actual, unknown.Limit));
        Assert.Equal("Whether the credits suffice is unknown: read the account's quota first.", unknown.ToString());
        Assert.Equal($"Whether the job can run is unknown. {unknown.Message}", result.ToString());
    }

    [Fact]
    public void Unknown_remaining_credits_are_neither_enough_nor_too_few() =>
        AssertUnknown("Whether the credits suffice is unknown: HeyGen did not say how many are left.", _job, Credits(null));

    [Theory]
    [InlineData("wallet")]
    [InlineData("premium_credits")]
    [InlineData("included_credits")]
    public void Other_balances_do_not_count_as_credits(string key) =>
        AssertUnknown(
            "Whether the account pays is unknown: prices are in credits, and it has no balance 'credits'.", _job, With(Balance(key, 1000)));

    [Theory]
    [InlineData("""{"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":12}}""")]
    [InlineData("""{"billing_type":"subscription","subscription":{"credits":{"premium_credits":{"remaining":5},"add_on_credits":{"remaining":7}}}}""")]
    public void Credits_of_version_3_count_as_well(string data)
    {
        var account = SnapshotCase.Map(HeyGenV3Mapper.Map, VendorSamples.Options, $$"""{"data":{{data}}}""");

        Assert.True(HeyGenPreflight.Check(_job, HeyGenPlan.Free, account).CanRun);
        Assert.False(HeyGenPreflight.Check(_job with { Calls = 25 }, HeyGenPlan.Free, account).CanRun);
    }

    [Theory]
    [InlineData("""{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":1000}}""", "US$1000 are left", 1000.0)]
    [InlineData("""{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":0.0125}}""", "US$0.0125 are left", 0.0125)]
    [InlineData("""{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":null}}""", "how much is left is unknown", null)]
    [InlineData("""{"billing_type":"usage_based","usage_based":{"spending_current_usd":48,"spending_cap_usd":500}}""", "US$452 are left", 452.0)]
    public void A_dollar_account_gets_a_dated_maximum(string data, string left, double? limit)
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarIV, Length = TimeSpan.FromMinutes(1) };
        var account = SnapshotCase.Map(HeyGenV3Mapper.Map, VendorSamples.Options, $$"""{"data":{{data}}}""");

        AssertUnknown(
            $"Whether the account pays is unknown: it is billed in US dollars, the job takes at most US$4.998 by the prices of 2026-09-02, and {left}.",
            job,
            account);
        var unknown = HeyGenPreflight.Check(job, HeyGenPlan.Scale, account).Unknowns[0];
        Assert.Equal((QuotaUnit.Usd, 4.998m, (decimal?)limit), (unknown.Unit, unknown.Actual!.Value, unknown.Limit));
    }

    [Fact]
    public void An_unknown_dollar_price_is_not_free()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AddSoundEffect };

        AssertUnknown(
            "Whether the account pays is unknown: it is billed in US dollars, QuotaKit knows no price in US dollars for the job, and US$5 are left.",
            job,
            With(Balance("wallet", 5, QuotaUnit.Usd)));
    }

    [Fact]
    public void Test_mode_needs_no_credits_or_dollars()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(1), IsTest = true };

        Assert.True(HeyGenPreflight.Check(job, HeyGenPlan.Free, Credits(0)).CanRun);
        Assert.True(HeyGenPreflight.Check(job, HeyGenPlan.Free, With(Balance("wallet", 0, QuotaUnit.Usd))).CanRun);
    }

    [Fact]
    public void A_job_of_unknown_length_has_an_unknown_cost()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo };

        AssertUnknown("The cost of the job is unknown: give its length.", job, Credits(1000));
        Assert.Null(HeyGenPreflight.Check(job, HeyGenPlan.Pro, Credits(1000)).EstimatedCredits);
    }

    [Fact]
    public void An_unlimited_account_always_has_enough()
    {
        var unlimited = With(Balance("credits", null) with { IsUnlimited = true });

        Assert.True(HeyGenPreflight.Check(_job, HeyGenPlan.Free, unlimited).CanRun);
        Assert.True(HeyGenPreflight.Check(new HeyGenJob { Operation = HeyGenCosts.AvatarVideo }, HeyGenPlan.Free, unlimited).CanRun);
    }

    [Fact]
    public void A_free_operation_needs_no_credits()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AddSoundEffect, Calls = 9 };

        Assert.True(HeyGenPreflight.Check(job, HeyGenPlan.Free).CanRun);
        Assert.True(HeyGenPreflight.Check(job, HeyGenPlan.Free, Credits(-1)).CanRun);
        Assert.Equal(0m, HeyGenPreflight.Check(job).EstimatedCredits);
    }

    [Fact]
    public void Free_Avatar_IV_videos_make_too_few_credits_unknown()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarIV, Length = TimeSpan.FromMinutes(1) };
        var account = With(Balance("credits", 5), Balance("avatar_iv_free_credit", 3, QuotaUnit.Unspecified));

        AssertUnknown("The job takes 6 credits and 5 are left: it needs one of 3 free Avatar IV videos.", job, account);
        Assert.False(HeyGenPreflight.Check(job with { Operation = HeyGenCosts.TranslateQuality }, HeyGenPlan.Scale, account).CanRun);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public void Zero_free_Avatar_IV_videos_change_nothing(int? free)
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarIV, Length = TimeSpan.FromMinutes(1) };
        var account = With(Balance("credits", 5), Balance("avatar_iv_free_credit", free));

        Assert.False(HeyGenPreflight.Check(job, HeyGenPlan.Scale, account).CanRun);
    }

    [Fact]
    public void An_inactive_account_cannot_run_a_job()
    {
        var result = HeyGenPreflight.Check(_job, HeyGenPlan.Free, Credits(1000) with { IsActive = false });

        Assert.False(result.CanRun);
        Assert.Equal(
            [
                new HeyGenPreflightReason
                {
                    Kind = HeyGenPreflightReasonKind.Account,
                    Message = "The account is not active: activate it at HeyGen or use another.",
                },
            ],
            result.Reasons);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void An_active_or_unknown_account_can_run(bool? isActive) =>
        Assert.True(HeyGenPreflight.Check(_job, HeyGenPlan.Free, Credits(1000) with { IsActive = isActive }).CanRun);

    [Fact]
    public void A_snapshot_of_another_vendor_is_rejected()
    {
        var error = Assert.Throws<ArgumentException>(
            "snapshot", () => HeyGenPreflight.Check(_job, HeyGenPlan.Free, Credits(1000) with { Provider = "pictory" }));

        Assert.StartsWith("The snapshot is of 'pictory': pass a snapshot of a HeyGen account.", error.Message, StringComparison.Ordinal);
    }

    private static void AssertUnknown(string message, HeyGenJob job, QuotaSnapshot snapshot)
    {
        var result = HeyGenPreflight.Check(job, HeyGenPlan.Scale, snapshot);

        Assert.Null(result.CanRun);
        Assert.Empty(result.Reasons);
        Assert.Equal((HeyGenPreflightReasonKind.Credits, message), (Assert.Single(result.Unknowns).Kind, result.Unknowns[0].Message));
    }
}
