namespace QuotaKit.HeyGen.Tests;

/// <summary>The provider with its default version, Auto, while version 2 answers. HeyGenVersionTests has the change to version 3.</summary>
public sealed class HeyGenQuotaProviderTests() : HeyGenQuotaProviderTest(HeyGenApiVersion.Auto)
{
    protected override string QuotaPath => "/v2/user/remaining_quota";

    [Fact]
    public async Task Reads_the_remaining_credits_and_extras()
    {
        var account = Simulator.HeyGen.Account(VendorSamples.Key);
        account.RemainingQuota = 36012;
        account.Details["plan_credit"] = 7;
        var options = Options;
        options.Plan = HeyGenPlan.Scale;
        using var provider = new HeyGenQuotaProvider(options);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(
            [("credits", 600.2m), ("api", 600.2m), ("avatar_iv_free_credit", 3m), ("video_agent_free_video", 2m), ("plan_credit", 7m)],
            snapshot.Balances.Select(b => (b.Key, b.Remaining!.Value)));
        Assert.Equal((59.8m, 660m), (snapshot.Primary.Used!.Value, snapshot.Primary.Limit!.Value));
        Assert.Equal(("heygen", "default", QuotaStatus.Normal), (snapshot.Provider, snapshot.Account, snapshot.Status));
        Assert.Empty(snapshot.Warnings);
        Assert.StartsWith("""{"error":null,"data":{"remaining_quota":36012,""", snapshot.RawJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_API_access_is_forbidden()
    {
        Simulator.HeyGen.Account(VendorSamples.Key).HasApiAccess = false;
        using var provider = new HeyGenQuotaProvider(Options);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Forbidden, "400599", 1), (error.Kind, error.VendorCode, Simulator.HeyGen.RequestCount));
    }

    [Fact]
    public void Both_credit_balances_have_HeyGens_amount_thresholds()
    {
        Assert.Equal(["api", "credits"], HeyGenQuotaProvider.Vendor.Advice.Keys.Order(StringComparer.Ordinal));
        Assert.All(HeyGenQuotaProvider.Vendor.Advice.Values, advice =>
            Assert.Equal((50m, 5m), (advice.WarningRemaining!.Value, advice.CriticalRemaining!.Value)));
    }

    [Fact]
    public void The_default_version_is_Auto() => Assert.Equal(HeyGenApiVersion.Auto, VendorSamples.Options.Version);
}
