using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>One version at a time. How Auto goes from version 2 to 3 is in HeyGenVersionTests.</summary>
public sealed class HeyGenQuotaProviderTests : SimulatorTest
{
    private HeyGenQuotaOptions Options => new()
    {
        ApiKey = VendorSamples.Key,
        BaseAddress = Simulator.HeyGen.BaseAddress,
        Resilience = Impatient,
    };

    [Fact]
    public async Task It_reads_what_the_account_has_left()
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

    [Theory]
    [InlineData(HeyGenApiVersion.Auto, "/v2/user/remaining_quota")]
    [InlineData(HeyGenApiVersion.V2, "/v2/user/remaining_quota")]
    [InlineData(HeyGenApiVersion.V3, "/v3/users/me")]
    public async Task It_sends_one_request_as_HeyGen_wants_it(HeyGenApiVersion version, string path)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        var options = Options;
        options.Version = version;
        using var provider = new HeyGenQuotaProvider(options);

        await provider.GetQuotaAsync(Token);

        var request = Assert.Single(Simulator.HeyGen.Requests);
        Assert.Equal(("GET", path, ""), (request.Method, request.Path, request.Query));
        Assert.Equal(VendorSamples.Key, request.Headers["x-api-key"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Equal(
            ["accept", "accept-encoding", "content-length", "host", "user-agent", "x-api-key"],
            request.Headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal).Except(["traceparent"]));
    }

    [Theory]
    [InlineData("/gateway/heygen", "/", HeyGenApiVersion.V2, "/v2/user/remaining_quota")]
    [InlineData("/gateway/heygen", "", HeyGenApiVersion.V2, "/v2/user/remaining_quota")]
    [InlineData("/gateway/heygen", "/", HeyGenApiVersion.V3, "/v3/users/me")]
    [InlineData("/gateway/heygen", "", HeyGenApiVersion.V3, "/v3/users/me")]
    [InlineData("", "", HeyGenApiVersion.Auto, "/v2/user/remaining_quota")]
    public async Task A_gateway_in_front_is_kept_with_and_without_a_slash_at_its_end(
        string prefix, string end, HeyGenApiVersion version, string path)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.PathPrefix = prefix;
        var options = Options;
        options.Version = version;
        options.BaseAddress = new Uri(Simulator.HeyGen.BaseAddress.AbsoluteUri.TrimEnd('/') + end);
        using var provider = new HeyGenQuotaProvider(options);

        await provider.GetQuotaAsync(Token);

        Assert.Equal([prefix + path], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task A_rotated_key_is_used_by_the_next_call()
    {
        Simulator.HeyGen.Account("the_old_key_of_heygen").RemainingQuota = 600;
        Simulator.HeyGen.Account("the_new_key_of_heygen").RemainingQuota = 1200;
        var options = Options;
        options.ApiKey = "the_old_key_of_heygen";
        using var provider = new HeyGenQuotaProvider(options);
        var before = await provider.GetQuotaAsync(Token);

        options.ApiKey = "the_new_key_of_heygen";
        var after = await provider.GetQuotaAsync(Token);

        Assert.Equal((10m, 20m), (before.Primary.Remaining!.Value, after.Primary.Remaining!.Value));
    }

    [Theory]
    [InlineData(HeyGenApiVersion.Auto, "400112")]
    [InlineData(HeyGenApiVersion.V3, "unauthorized")]
    public async Task A_wrong_key_is_refused_once(HeyGenApiVersion version, string code)
    {
        Simulator.HeyGen.Account("the_key_of_somebody_else");
        var options = Options;
        options.Version = version;
        using var provider = new HeyGenQuotaProvider(options);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unauthorized, code, 401), (error.Kind, error.VendorCode, error.StatusCode));
        Assert.Equal(1, Simulator.HeyGen.RequestCount);
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
    public void The_advice_is_for_credits_and_for_what_pays_for_calls()
    {
        Assert.Equal(["api", "credits"], HeyGenQuotaProvider.Vendor.Advice.Keys.Order(StringComparer.Ordinal));
        Assert.All(HeyGenQuotaProvider.Vendor.Advice.Values, advice => Assert.Equal((50m, 5m), (advice.WarningRemaining!.Value, advice.CriticalRemaining!.Value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5f0d 2c7e9b")]
    [InlineData("5f0d2c7é9b")]
    public void A_key_that_cannot_be_one_is_refused_before_anything_is_sent(string key)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new HeyGenQuotaProvider(key));

        Assert.DoesNotContain("5f0d", error.ToString(), StringComparison.Ordinal);
        if (key.Length == 0)
        {
            Assert.Contains("HeyGenQuotaOptions.ApiKey", error.Message, StringComparison.Ordinal);
            Assert.Contains("QuotaKit:HeyGen:ApiKey", error.Message, StringComparison.Ordinal);
            Assert.Contains("HEYGEN_API_KEY", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(HeyGenApiVersion.V2)]
    [InlineData(HeyGenApiVersion.V3)]
    public async Task What_passes_by_itself_is_asked_again(HeyGenApiVersion version)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(500), Fault.ResetMidBody());
        var options = Options;
        options.Version = version;
        using var provider = new HeyGenQuotaProvider(options);

        Assert.Equal(39074.2m, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(3, Simulator.HeyGen.RequestCount);
    }

    [Fact]
    public async Task A_client_of_ones_own_is_sent_with()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        using var handler = new TaggingHandler();
        var context = new QuotaProviderContext<HeyGenQuotaOptions>(Options) { HttpClient = new HttpClient(handler) };
        using var provider = new HeyGenQuotaProvider(context);

        await provider.GetQuotaAsync(Token);

        Assert.Equal("passed", Assert.Single(Simulator.HeyGen.Requests).Headers["X-Tag"]);
    }

    [Fact]
    public async Task After_Dispose_nothing_is_sent()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        var provider = new HeyGenQuotaProvider(Options);
        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal(0, Simulator.HeyGen.RequestCount);
    }

    [Fact]
    public void Its_name_is_the_vendors_or_the_vendors_and_the_accounts()
    {
        using var provider = new HeyGenQuotaProvider(VendorSamples.Key);
        using var named = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = VendorSamples.Key, Account = "team-a" });

        Assert.Equal(("heygen", "heygen/team-a"), (provider.Name, named.Name));
        Assert.Equal((new Uri("https://api.heygen.com/"), HeyGenApiVersion.Auto), (VendorSamples.Options.BaseAddress, VendorSamples.Options.Version));
    }
}
