using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>Options that are changed in place while their provider is in use: no call is made with settings that were not validated.</summary>
public sealed class ChangedOptionsTests : VzlaTest
{
    private readonly VzlaQuotaOptions _options = new() { ApiKey = Key };

    public static TheoryData<double, double> WrongThresholds => new()
    {
        { double.NaN, 0.95 }, { 0.8, double.NaN }, { double.NaN, double.NaN }, { 0.8, double.PositiveInfinity }, { double.NegativeInfinity, 0.95 }, { 0.9, 0.5 },
    };

    [Theory]
    [MemberData(nameof(WrongThresholds))]
    public async Task Wrong_thresholds_set_in_place_fail_the_next_call(double warning, double critical)
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
    public async Task Good_thresholds_set_in_place_are_used_by_the_next_call()
    {
        using var provider = Create();
        Assert.Equal(QuotaStatus.Normal, (await provider.GetQuotaAsync(Token)).Status);

        _options.Thresholds = new(0.01, 0.02);

        Assert.Equal(QuotaStatus.Critical, (await provider.GetQuotaAsync(Token)).Status);
    }

    [Fact]
    public async Task An_account_renamed_in_place_is_refused()
    {
        using var provider = Create();

        _options.Account = "team-b";
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal("vzla: Account has changed; it is read once. Create the provider anew.", error.Message);
        Assert.Equal("default", error.Account);
        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task An_address_changed_in_place_is_refused()
    {
        using var provider = Create();

        _options.BaseAddress = new Uri("https://gateway.example/");
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal("vzla: BaseAddress has changed; it is read once. Create the provider anew.", error.Message);
        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task Options_changed_during_a_call_do_not_reach_its_answer()
    {
        using var client = new HttpClient(new AfterAnswer(() => (_options.Account, _options.Thresholds) = ("team-b", new(0, double.NaN))));
        using var provider = Create(client);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(("vzla", "default", QuotaStatus.Normal), (provider.Name, snapshot.Account, snapshot.Status));
    }

    [Theory]
    [InlineData("Default")]
    [InlineData("DEFAULT")]
    public async Task The_default_account_knows_no_case(string account)
    {
        _options.Account = account;
        using var provider = Create();

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(("vzla", "default"), (provider.Name, snapshot.Account));
    }

    [Fact]
    public void Settings_that_stay_as_they_are_stay_checked()
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
