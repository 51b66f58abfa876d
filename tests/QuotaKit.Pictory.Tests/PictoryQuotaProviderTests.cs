using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Pictory.Tests;

public sealed class PictoryQuotaProviderTests : SimulatorTest
{
    private const string QuotaPath = "/pictoryapis/v1/quota";

    private PictoryQuotaOptions Options => new()
    {
        ApiKey = VendorSamples.Key,
        BaseAddress = Simulator.Pictory.BaseAddress,
        Resilience = Impatient,
    };

    [Fact]
    public async Task It_reads_what_the_subscription_has_left()
    {
        var account = Simulator.Pictory.Account(VendorSamples.Key);
        account.VideoMinutes = new QuotaPair(100, 600);
        account.AiCredits.Spend(0.6m);
        using var provider = new PictoryQuotaProvider(Options);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(
            [
                ("video_minutes", 100m, 500m), ("transcription_minutes", 0m, 14400m), ("elevenlabs_voiceover_minutes", 33m, 447m),
                ("ai_credits", 690.6m, 21309.4m),
            ],
            snapshot.Balances.Select(b => (b.Key, b.Used!.Value, b.Remaining!.Value)));
        Assert.Equal(("pictory", "default", QuotaStatus.Normal), (snapshot.Provider, snapshot.Account, snapshot.Status));
        Assert.Equal((null, null), (snapshot.Plan, snapshot.IsActive));
        Assert.Empty(snapshot.Warnings);
        Assert.StartsWith("""{"videoMinutes":{"used":100,"limit":600},""", snapshot.RawJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_sends_one_request_as_Pictory_wants_it()
    {
        Simulator.Pictory.Account(VendorSamples.Key);
        using var provider = new PictoryQuotaProvider(Options);

        await provider.GetQuotaAsync(Token);

        var request = Assert.Single(Simulator.Pictory.Requests);
        Assert.Equal(("GET", QuotaPath, ""), (request.Method, request.Path, request.Query));
        Assert.Equal(VendorSamples.Key, request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Equal(
            ["Accept", "Accept-Encoding", "Authorization", "Content-Length", "Host", "User-Agent"],
            request.Headers.Keys.Order(StringComparer.Ordinal).Except(["traceparent"], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_key_that_is_no_header_value_by_the_book_is_sent_as_it_is()
    {
        const string odd = "pictai_(a)/b=c+d\\e\"f,g;h";
        Simulator.Pictory.Account(odd);
        var options = Options;
        options.ApiKey = odd;
        using var provider = new PictoryQuotaProvider(options);

        await provider.GetQuotaAsync(Token);

        Assert.Equal(odd, Assert.Single(Simulator.Pictory.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task A_key_that_does_not_look_like_Pictorys_is_sent_all_the_same()
    {
        Simulator.Pictory.Account("another_5f0d2c7e9b");
        var options = Options;
        options.ApiKey = "another_5f0d2c7e9b";
        using var provider = new PictoryQuotaProvider(options);

        Assert.Contains("'pictai_'", Assert.Single((await provider.GetQuotaAsync(Token)).Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/gateway/pictory", "/")]
    [InlineData("/gateway/pictory", "")]
    [InlineData("", "/")]
    [InlineData("", "")]
    public async Task A_gateway_in_front_is_kept_with_and_without_a_slash_at_its_end(string prefix, string end)
    {
        Simulator.Pictory.Account(VendorSamples.Key);
        Simulator.Pictory.PathPrefix = prefix;
        var options = Options;
        options.BaseAddress = new Uri(Simulator.Pictory.BaseAddress.AbsoluteUri.TrimEnd('/') + end);
        using var provider = new PictoryQuotaProvider(options);

        await provider.GetQuotaAsync(Token);

        Assert.Equal([$"{prefix}{QuotaPath}"], PathsOf(Simulator.Pictory));
    }

    [Fact]
    public async Task A_rotated_key_is_used_by_the_next_call()
    {
        Simulator.Pictory.Account("pictai_the_old_one").VideoMinutes.Used = 10;
        Simulator.Pictory.Account("pictai_the_new_one").VideoMinutes.Used = 20;
        var options = Options;
        options.ApiKey = "pictai_the_old_one";
        using var provider = new PictoryQuotaProvider(options);
        var before = await provider.GetQuotaAsync(Token);

        options.ApiKey = "pictai_the_new_one";
        var after = await provider.GetQuotaAsync(Token);

        Assert.Equal((10m, 20m), (before.Primary.Used!.Value, after.Primary.Used!.Value));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_once()
    {
        Simulator.Pictory.Account("pictai_somebody_else");
        using var provider = new PictoryQuotaProvider(Options);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unauthorized, "Unauthorized", 401), (error.Kind, error.VendorMessage, error.StatusCode));
        Assert.Equal(1, Simulator.Pictory.RequestCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer pictai_5f0d2c7e9b")]
    [InlineData("pictai_5f0d\n2c7e9b")]
    public void A_key_that_cannot_be_one_is_refused_before_anything_is_sent(string key)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new PictoryQuotaProvider(key));

        Assert.DoesNotContain("5f0d", error.ToString(), StringComparison.Ordinal);
        if (key.Length == 0)
        {
            Assert.Contains("PictoryQuotaOptions.ApiKey", error.Message, StringComparison.Ordinal);
            Assert.Contains("QuotaKit:Pictory:ApiKey", error.Message, StringComparison.Ordinal);
            Assert.Contains("PICTORY_API_KEY", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_passes_by_itself_is_asked_again()
    {
        Simulator.Pictory.Account(VendorSamples.Key);
        Simulator.Pictory.Faults.Enqueue(Fault.Status(500), Fault.Truncate());
        using var provider = new PictoryQuotaProvider(Options);

        Assert.Equal(14302, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(3, Simulator.Pictory.RequestCount);
    }

    [Fact]
    public async Task A_client_of_ones_own_is_sent_with()
    {
        Simulator.Pictory.Account(VendorSamples.Key);
        using var handler = new TaggingHandler();
        var context = new QuotaProviderContext<PictoryQuotaOptions>(Options) { HttpClient = new HttpClient(handler) };
        using var provider = new PictoryQuotaProvider(context);

        await provider.GetQuotaAsync(Token);

        Assert.Equal("passed", Assert.Single(Simulator.Pictory.Requests).Headers["X-Tag"]);
    }

    [Fact]
    public async Task After_Dispose_nothing_is_sent()
    {
        Simulator.Pictory.Account(VendorSamples.Key);
        var provider = new PictoryQuotaProvider(Options);
        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal(0, Simulator.Pictory.RequestCount);
    }

    [Fact]
    public void Its_name_is_the_vendors_or_the_vendors_and_the_accounts()
    {
        using var provider = new PictoryQuotaProvider(VendorSamples.Key);
        using var named = new PictoryQuotaProvider(new PictoryQuotaOptions { ApiKey = VendorSamples.Key, Account = "team-a" });

        Assert.Equal(("pictory", "pictory/team-a"), (provider.Name, named.Name));
        Assert.Equal(new Uri("https://api.pictory.ai/"), VendorSamples.Options.BaseAddress);
    }
}
