namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenPlanTests
{
    [Theory]
    [InlineData("Free", 10, 0, 1, 3, HeyGenResolution.P720, 3, false, false)]
    [InlineData("Pro", 100, 99, 3, 5, HeyGenResolution.P1080, 10, false, true)]
    [InlineData("Scale", 660, 330, 6, 30, HeyGenResolution.P4K, null, true, true)]
    [InlineData("Enterprise", null, null, null, null, HeyGenResolution.P4K, null, true, true)]
    public void A_plan_is_as_the_page_prints_it(
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
    public void There_are_four_plans_from_the_least_to_the_most() =>
        Assert.Equal([HeyGenPlan.Free, HeyGenPlan.Pro, HeyGenPlan.Scale, HeyGenPlan.Enterprise], HeyGenPlan.All);

    [Theory]
    [InlineData("scale")]
    [InlineData("SCALE")]
    public void A_plan_is_found_in_any_case(string name)
    {
        Assert.True(HeyGenPlan.TryParse(name, out var plan));
        Assert.Same(HeyGenPlan.Scale, plan);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Creator")]
    [InlineData("Pro ")]
    public void Another_name_is_no_plan(string? name)
    {
        Assert.False(HeyGenPlan.TryParse(name, out var plan));
        Assert.Null(plan);
    }

    [Fact]
    public void A_contract_changes_what_it_says_and_nothing_else()
    {
        var contract = HeyGenPlan.Enterprise with { MonthlyCredits = 5000, MaxVideoLength = TimeSpan.FromHours(2) };

        Assert.Equal("Enterprise", contract.ToString());
        Assert.Equal((5000m, TimeSpan.FromHours(2), true), (contract.MonthlyCredits, contract.MaxVideoLength, contract.AllowsTranslation));
        Assert.Null(HeyGenPlan.Enterprise.MonthlyCredits);
        Assert.NotEqual(HeyGenPlan.Enterprise, contract);
    }
}
