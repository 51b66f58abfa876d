using QuotaKit.Http;
using QuotaKit.Testing;

namespace QuotaKit.Tests.Vendors;

/// <summary>Tests that the provider of every vendor has to pass. Each vendor derives a class, so that a failure names the vendor.</summary>
public abstract class QuotaProviderTest<TOptions> : SimulatorTest
    where TOptions : QuotaProviderOptions, new()
{
    /// <summary>A key of the form that the vendor gives out.</summary>
    protected abstract string Key { get; }

    /// <summary>The header that takes the key, and its value.</summary>
    protected abstract (string Name, string Value) KeyHeader { get; }

    protected abstract string QuotaPath { get; }

    protected abstract Uri PublicAddress { get; }

    protected abstract SimulatedVendor Vendor { get; }

    protected virtual TOptions Options => new() { ApiKey = Key, BaseAddress = Vendor.BaseAddress, Resilience = Impatient };

    protected abstract QuotaHttpProvider<TOptions> Create(QuotaProviderContext<TOptions> context);

    protected abstract QuotaHttpProvider<TOptions> Create(string apiKey);

    /// <summary>Adds an account with this amount to the simulated vendor.</summary>
    protected abstract void AddAccount(string key, int amount);

    /// <summary>Reads the amount that <see cref="AddAccount"/> has set.</summary>
    protected abstract decimal? AmountOf(QuotaSnapshot snapshot);

    protected QuotaHttpProvider<TOptions> Create(TOptions options) => Create(new QuotaProviderContext<TOptions>(options));

    [Fact]
    public async Task Sends_one_request_with_the_documented_headers()
    {
        AddAccount(Key, 10);
        using var provider = Create(Options);

        await provider.GetQuotaAsync(Token);

        var request = Assert.Single(Vendor.Requests);
        Assert.Equal(("GET", QuotaPath, ""), (request.Method, request.Path, request.Query));
        Assert.Equal(KeyHeader.Value, request.Headers[KeyHeader.Name]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.StartsWith("QuotaKit/", request.Headers["User-Agent"], StringComparison.Ordinal);
        string[] expected = ["accept", "accept-encoding", "content-length", "host", "user-agent", KeyHeader.Name.ToLowerInvariant()];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            request.Headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal).Except(["traceparent"]));
    }

    [Theory]
    [InlineData("/gateway/vendor", "/")]
    [InlineData("/gateway/vendor", "")]
    [InlineData("", "/")]
    [InlineData("", "")]
    public async Task Keeps_the_path_of_a_gateway(string prefix, string end)
    {
        AddAccount(Key, 10);
        Vendor.PathPrefix = prefix;
        var options = Options;
        options.BaseAddress = new Uri(Vendor.BaseAddress.AbsoluteUri.TrimEnd('/') + end);
        using var provider = Create(options);

        await provider.GetQuotaAsync(Token);

        Assert.Equal([prefix + QuotaPath], PathsOf(Vendor));
    }

    [Fact]
    public async Task A_rotated_key_is_used_by_the_next_call()
    {
        var (oldKey, newKey) = ($"{Key}_old", $"{Key}_new");
        AddAccount(oldKey, 10);
        AddAccount(newKey, 20);
        var options = Options;
        options.ApiKey = oldKey;
        using var provider = Create(options);
        var before = await provider.GetQuotaAsync(Token);

        options.ApiKey = $" {newKey}\r\n";
        var after = await provider.GetQuotaAsync(Token);

        Assert.Equal((10m, 20m), (AmountOf(before), AmountOf(after)));
    }

    [Fact]
    public async Task An_unknown_key_is_rejected_without_a_retry()
    {
        AddAccount($"{Key}_of_somebody_else", 10);
        using var provider = Create(Options);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unauthorized, 401), (error.Kind, error.StatusCode));
        Assert.Equal(1, Vendor.RequestCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void A_missing_key_names_every_place_to_set_it(string key)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => Create(key));

        var vendor = new TOptions().Vendor;
        Assert.Equal(QuotaErrorKind.Configuration, error.Kind);
        Assert.Contains($"{typeof(TOptions).Name}.ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains($"QuotaKit:{vendor.SettingName}:ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains(vendor.EnvironmentVariable, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer 5f0d2c7e9b")]
    [InlineData("5f0d 2c7e9b")]
    [InlineData("5f0d\n2c7e9b")]
    [InlineData("5f0d2c7é9b")]
    public void An_invalid_key_is_rejected_and_not_quoted(string key)
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => Create(key));

        Assert.Equal(QuotaErrorKind.Configuration, error.Kind);
        Assert.DoesNotContain("5f0d", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transient_failures_are_retried()
    {
        AddAccount(Key, 10);
        Vendor.Faults.Enqueue(Fault.Status(500), Fault.ResetMidBody());
        using var provider = Create(Options);

        Assert.Equal(10, AmountOf(await provider.GetQuotaAsync(Token)));
        Assert.Equal(3, Vendor.RequestCount);
    }

    [Fact]
    public async Task A_given_HttpClient_sends_the_request()
    {
        AddAccount(Key, 10);
        using var handler = new TaggingHandler();
        using var provider = Create(new QuotaProviderContext<TOptions>(Options) { HttpClient = new HttpClient(handler) });

        await provider.GetQuotaAsync(Token);

        Assert.Equal("passed", Assert.Single(Vendor.Requests).Headers["X-Tag"]);
    }

    [Fact]
    public async Task A_disposed_provider_sends_nothing()
    {
        AddAccount(Key, 10);
        var provider = Create(Options);
        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public void The_name_has_the_vendor_and_the_account()
    {
        var options = Options;
        options.Account = "team-a";
        using var provider = Create(Key);
        using var named = Create(options);

        Assert.Equal((options.Vendor.Id, $"{options.Vendor.Id}/team-a"), (provider.Name, named.Name));
        Assert.Equal(PublicAddress, new TOptions().BaseAddress);
    }
}
