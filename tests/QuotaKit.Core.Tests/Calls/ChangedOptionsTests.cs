using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>Options that change while their provider is in use. No call uses options that were not validated.</summary>
public sealed class ChangedOptionsTests : VzlaTest
{
    private readonly VzlaQuotaOptions _options = new() { ApiKey = Key };

    public static TheoryData<double, double> InvalidThresholds => new()
    {
        { double.NaN, 0.95 }, { 0.8, double.NaN }, { double.NaN, double.NaN },
        { 0.8, double.PositiveInfinity }, { double.NegativeInfinity, 0.95 }, { 0.9, 0.5 },
    };

    [Theory]
    [MemberData(nameof(InvalidThresholds))]
    public async Task Invalid_thresholds_fail_the_next_call(double warning, double critical)
    {
        using var provider = Create();
        await provider.GetQuotaAsync(Token);

        _options.Thresholds = new(warning, critical);
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));
        Assert.Equal(1, Vendor.RequestCount);
        _options.Thresholds = new();
        await provider.GetQuotaAsync(Token);

        Assert.StartsWith("vzla: Thresholds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Valid_thresholds_are_used_by_the_next_call()
    {
        using var provider = Create();
        Assert.Equal(QuotaStatus.Normal, (await provider.GetQuotaAsync(Token)).Status);

        _options.Thresholds = new(0.01, 0.02);

        Assert.Equal(QuotaStatus.Critical, (await provider.GetQuotaAsync(Token)).Status);
    }

    [Fact]
    public async Task Renamed_account_fails_the_next_call()
    {
        using var provider = Create();

        _options.Account = "team-b";
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal("vzla: Account has changed, but is read only once. Create a new provider.", error.Message);
        Assert.Equal("default", error.Account);
        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task Changed_address_fails_the_next_call()
    {
        _options.Account = "team-a";
        using var provider = Create();

        (_options.ApiKey, _options.BaseAddress) = ("vzlaio_another_key", new Uri("https://gateway.example/"));
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal("vzla/team-a: BaseAddress has changed, but is read only once. Create a new provider.", error.Message);
        Assert.Equal(("vzla", "team-a"), (error.Provider, error.Account));
        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task Resilience_changed_in_place_has_no_effect()
    {
        var options = new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress };
        using var provider = new VzlaQuotaProvider(options);
        options.Resilience.AttemptTimeout = TimeSpan.Zero;

        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Fact]
    public async Task Resilience_is_read_at_the_first_call()
    {
        var options = new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress };
        using var provider = new VzlaQuotaProvider(new QuotaProviderContext<VzlaQuotaOptions>(() => options) { TimeProvider = Clock });
        await provider.GetQuotaAsync(Token);
        options = new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress, Resilience = { AttemptTimeout = TimeSpan.FromSeconds(1) } };
        Vendor.Faults.Enqueue(Fault.Hang());

        var hangs = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(2, Token);

        Assert.Equal(TimeSpan.FromSeconds(10), Clock.UntilNextTimer);
        provider.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => hangs);
    }

    [Fact]
    public async Task Options_changed_during_a_call_do_not_affect_it()
    {
        using var client = new HttpClient(new AfterAnswer(() => (_options.Account, _options.Thresholds) = ("team-b", new(0, double.NaN))));
        using var provider = Create(client);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(("vzla", "default", QuotaStatus.Normal), (provider.Name, snapshot.Account, snapshot.Status));
    }

    [Theory]
    [InlineData("Default")]
    [InlineData("DEFAULT")]
    public async Task Default_account_ignores_case(string account)
    {
        _options.Account = account;
        using var provider = Create();

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(("vzla", "default"), (provider.Name, snapshot.Account));
    }

    [Fact]
    public void Unchanged_options_are_not_checked_again()
    {
        _options.Account = "Default";

        Assert.True(CallSettings.Create(_options).AreOf(_options));
    }

    private VzlaQuotaProvider Create(HttpClient? client = null)
    {
        _options.BaseAddress = Vendor.BaseAddress;
        return new VzlaQuotaProvider(new QuotaProviderContext<VzlaQuotaOptions>(_options) { TimeProvider = Clock, HttpClient = client });
    }

    private sealed class AfterAnswer(Action then) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            then();
            return response;
        }
    }
}
