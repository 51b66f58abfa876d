using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

public sealed class VzlaQuotaProviderTests : SimulatorTest
{
    private const string QuotaPath = "/api/quantis/v2/me/quota/";

    private VzlaQuotaOptions Options => new()
    {
        ApiKey = VendorSamples.Key,
        BaseAddress = Simulator.Vzla.BaseAddress,
        Resilience = Impatient,
    };

    [Fact]
    public async Task It_reads_what_the_account_has_left()
    {
        var account = Simulator.Vzla.Account(VendorSamples.Key);
        account.Subscription = "Pro";
        account.MonthlyLimit = 5000;
        account.CurrentUsage = 1250;
        using var provider = new VzlaQuotaProvider(Options);

        var snapshot = await provider.GetQuotaAsync(Token);

        var requests = snapshot["requests"];
        Assert.Equal((1250m, 5000m, 3750m), (requests.Used!.Value, requests.Limit!.Value, requests.Remaining!.Value));
        Assert.Equal(("vzla", "default", "Pro", true), (snapshot.Provider, snapshot.Account, snapshot.Plan, snapshot.IsActive));
        Assert.Equal(requests.PeriodStart!.Value.AddMonths(1), requests.ResetsAt);
        Assert.Equal((QuotaFields.None, QuotaStatus.Normal), (requests.Derived, snapshot.Status));
        Assert.Empty(snapshot.Warnings);
        Assert.StartsWith("""{"subscription":"Pro",""", snapshot.RawJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_sends_one_request_as_vzla_wants_it()
    {
        Simulator.Vzla.Account(VendorSamples.Key);
        using var provider = new VzlaQuotaProvider(Options);

        await provider.GetQuotaAsync(Token);

        var request = Assert.Single(Simulator.Vzla.Requests);
        Assert.Equal(("GET", QuotaPath, ""), (request.Method, request.Path, request.Query));
        Assert.Equal($"Bearer {VendorSamples.Key}", request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.StartsWith("QuotaKit/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(
            ["Accept", "Accept-Encoding", "Authorization", "Content-Length", "Host", "User-Agent"],
            request.Headers.Keys.Order(StringComparer.Ordinal).Except(["traceparent"], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Reading_costs_none_of_the_requests_it_counts()
    {
        var account = Simulator.Vzla.Account(VendorSamples.Key);
        using var provider = new VzlaQuotaProvider(Options);

        await provider.GetQuotaAsync(Token);
        await provider.GetQuotaAsync(Token);

        Assert.Equal((2, 27), (Simulator.Vzla.RequestCount, account.CurrentUsage));
    }

    [Fact]
    public async Task The_id_of_the_request_is_in_the_snapshot()
    {
        Simulator.Vzla.Account(VendorSamples.Key);
        Simulator.Vzla.Faults.Enqueue(Fault.Headers(("X-Request-ID", "0b3e-4711")));
        using var provider = new VzlaQuotaProvider(Options);

        Assert.Equal("0b3e-4711", (await provider.GetQuotaAsync(Token)).RequestId);
    }

    [Theory]
    [InlineData("/gateway/vzla", "/")]
    [InlineData("/gateway/vzla", "")]
    [InlineData("", "/")]
    [InlineData("", "")]
    public async Task A_gateway_in_front_is_kept_with_and_without_a_slash_at_its_end(string prefix, string end)
    {
        Simulator.Vzla.Account(VendorSamples.Key);
        Simulator.Vzla.PathPrefix = prefix;
        var options = Options;
        options.BaseAddress = new Uri(Simulator.Vzla.BaseAddress.AbsoluteUri.TrimEnd('/') + end);
        using var provider = new VzlaQuotaProvider(options);

        await provider.GetQuotaAsync(Token);

        Assert.Equal([$"{prefix}{QuotaPath}"], PathsOf(Simulator.Vzla));
    }

    [Fact]
    public async Task A_rotated_key_is_used_by_the_next_call()
    {
        Simulator.Vzla.Account("vzlaio_the_old_one").CurrentUsage = 10;
        Simulator.Vzla.Account("vzlaio_the_new_one").CurrentUsage = 20;
        var options = Options;
        options.ApiKey = "vzlaio_the_old_one";
        using var provider = new VzlaQuotaProvider(options);
        var before = await provider.GetQuotaAsync(Token);

        options.ApiKey = " vzlaio_the_new_one\r\n";
        var after = await provider.GetQuotaAsync(Token);

        Assert.Equal((10m, 20m), (before.Primary.Used!.Value, after.Primary.Used!.Value));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_once()
    {
        Simulator.Vzla.Account("vzlaio_somebody_else");
        using var provider = new VzlaQuotaProvider(Options);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unauthorized, "auth_token_unknown", 401), (error.Kind, error.VendorCode, error.StatusCode));
        Assert.Equal(1, Simulator.Vzla.RequestCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Bearer vzlaio_5f0d2c7e9b")]
    [InlineData("vzlaio_5f0d 2c7e9b")]
    public void A_key_that_cannot_be_one_is_refused_before_anything_is_sent(string key)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new VzlaQuotaProvider(key));

        Assert.Equal(QuotaErrorKind.Configuration, error.Kind);
        Assert.DoesNotContain("5f0d", error.ToString(), StringComparison.Ordinal);
        if (string.IsNullOrWhiteSpace(key))
        {
            Assert.Contains("VzlaQuotaOptions.ApiKey", error.Message, StringComparison.Ordinal);
            Assert.Contains("QuotaKit:Vzla:ApiKey", error.Message, StringComparison.Ordinal);
            Assert.Contains("VZLA_API_KEY", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_passes_by_itself_is_asked_again()
    {
        Simulator.Vzla.Account(VendorSamples.Key);
        Simulator.Vzla.Faults.Enqueue(Fault.Status(500), Fault.Reset());
        using var provider = new VzlaQuotaProvider(Options);

        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(3, Simulator.Vzla.RequestCount);
    }

    [Fact]
    public async Task It_follows_no_redirect_even_where_vzla_misses_the_slash()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(301).WithHeader("Location", "/api/quantis/v2/me/quota/"));
        using var provider = new VzlaQuotaProvider(Options);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Protocol, 1), (error.Kind, Simulator.Vzla.RequestCount));
    }

    [Fact]
    public async Task A_client_of_ones_own_is_sent_with()
    {
        Simulator.Vzla.Account(VendorSamples.Key);
        using var handler = new TaggingHandler();
        var context = new QuotaProviderContext<VzlaQuotaOptions>(Options) { HttpClient = new HttpClient(handler) };
        using var provider = new VzlaQuotaProvider(context);

        await provider.GetQuotaAsync(Token);

        Assert.Equal("passed", Assert.Single(Simulator.Vzla.Requests).Headers["X-Tag"]);
    }

    [Fact]
    public async Task After_Dispose_nothing_is_sent()
    {
        Simulator.Vzla.Account(VendorSamples.Key);
        var provider = new VzlaQuotaProvider(Options);
        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal(0, Simulator.Vzla.RequestCount);
    }

    [Fact]
    public void Its_name_is_the_vendors_or_the_vendors_and_the_accounts()
    {
        using var provider = new VzlaQuotaProvider(VendorSamples.Key);
        using var named = new VzlaQuotaProvider(new VzlaQuotaOptions { ApiKey = VendorSamples.Key, Account = "team-a" });

        Assert.Equal(("vzla", "vzla/team-a"), (provider.Name, named.Name));
        Assert.Equal(new Uri("https://app.vzla.io/"), VendorSamples.Options.BaseAddress);
    }
}
