namespace QuotaKit.HeyGen.Tests;

public sealed class HeyGenPlanTests
{
    [Theory]
    [InlineData("Free", 10, 0, 1, 3, HeyGenResolution.P720, 3, false, false)]
    [InlineData("Pro", 100, 99, 3, 5, HeyGenResolution.P1080, 10, false, true)]
    [InlineData("Scale", 660, 330, 6, 30, HeyGenResolution.P4K, null, true, true)]
    [InlineData("Enterprise", null, null, null, null, HeyGenResolution.P4K, null, true, true)]
    public void Each_plan_has_the_published_limits(
        string name,
        int? credits,
        int? price,
        int? concurrent,
        int? minutes,
        HeyGenResolution resolution,
        int? groups,
        bool translation,
        bool webM)
    {
        Assert.True(HeyGenPlan.TryParse(name, out var plan));

        Assert.Equal(name, plan.Name);
        Assert.Equal(credits, plan.MonthlyCredits);
        Assert.Equal(price, plan.MonthlyPriceUsd);
        Assert.Equal(concurrent, plan.ConcurrentVideos);
        Assert.Equal(minutes * 60, plan.MaxVideoLength?.TotalSeconds);
        Assert.Equal(resolution, plan.MaxResolution);
        Assert.Equal((groups, groups is null), (plan.MaxAvatarGroups, plan.HasUnlimitedAvatarGroups));
        Assert.Equal(translation, plan.AllowsTranslation);
        Assert.Equal(webM, plan.AllowsWebM);
    }

    [Fact]
    public void All_lists_the_plans_from_smallest_to_largest() =>
        Assert.Equal([HeyGenPlan.Free, HeyGenPlan.Pro, HeyGenPlan.Scale, HeyGenPlan.Enterprise], HeyGenPlan.All);

    [Theory]
    [InlineData("scale")]
    [InlineData("SCALE")]
    public void TryParse_ignores_letter_case(string name)
    {
        Assert.True(HeyGenPlan.TryParse(name, out var plan));
        Assert.Same(HeyGenPlan.Scale, plan);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Creator")]
    [InlineData("Pro ")]
    public void TryParse_rejects_other_names(string? name)
    {
        Assert.False(HeyGenPlan.TryParse(name, out var plan));
        Assert.Null(plan);
    }

    [Fact]
    public void A_contract_overrides_single_limits()
    {
        var contract = HeyGenPlan.Enterprise with { MonthlyCredits = 5000, MaxVideoLength = TimeSpan.FromHours(2) };

        Assert.Equal("Enterprise", contract.ToString());
        Assert.Equal((5000m, TimeSpan.FromHours(2), true), (contract.MonthlyCredits, contract.MaxVideoLength, contract.AllowsTranslation));
        Assert.Null(HeyGenPlan.Enterprise.MonthlyCredits);
        Assert.NotEqual(HeyGenPlan.Enterprise, contract);
    }
}
