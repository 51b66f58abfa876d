using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

/// <summary>Which of two responses is the newer one, on a clock that the test moves.</summary>
public sealed class VzlaQuotaObserverTimeTests : SimulatorTest
{
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 5, 31, 23, 59, 50, TimeSpan.Zero));
    private readonly Lazy<ServiceProvider> _container;

    public VzlaQuotaObserverTimeTests() => _container = new(Start);

    protected override TimeProvider VendorClock => _clock;

    private IQuotaClient Client => _container.Value.GetRequiredService<IQuotaClient>();

    private VzlaAccount Account => Simulator.Vzla.Account(VendorSamples.Key);

    public override async ValueTask DisposeAsync()
    {
        await _container.Value.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_late_response_of_an_earlier_request_is_ignored()
    {
        Simulator.Vzla.Faults.Enqueue(Fault.Headers(("X-Quota-Remaining", "999")).WithDelay(TimeSpan.FromSeconds(5)));
        var call = CallAsync();
        await Simulator.Vzla.WaitForRequestsAsync(1, Token);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Client.GetAsync("vzla", cancellationToken: Token);

        _clock.Advance(TimeSpan.FromSeconds(4));
        using var late = await call;

        Assert.Equal(973, (await Client.GetAsync("vzla", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task RetrievedAt_is_when_the_request_was_sent()
    {
        await Client.GetAsync("vzla", cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Simulator.Vzla.Faults.Enqueue(Fault.Delay(TimeSpan.FromSeconds(5)));
        var sentAt = _clock.GetUtcNow();
        var call = CallAsync();
        await Simulator.Vzla.WaitForRequestsAsync(2, Token);
        _clock.Advance(TimeSpan.FromSeconds(5));
        using var response = await call;

        Assert.Equal(sentAt, (await Client.GetAsync("vzla", cancellationToken: Token)).RetrievedAt);
    }

    [Fact]
    public async Task A_new_period_does_not_keep_the_start()
    {
        _ = Account;
        var before = await Client.GetAsync("vzla", cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Account.Reset();

        using var response = await CallAsync();
        var after = await Client.GetAsync("vzla", cancellationToken: Token);

        Assert.Equal((5, 6), (before.Primary.PeriodStart?.Month, before.Primary.ResetsAt?.Month));
        Assert.Equal((999m, 7), (after.Primary.Remaining!.Value, after.Primary.ResetsAt?.Month));
        Assert.NotEqual(5, after.Primary.PeriodStart?.Month);
        Assert.Equal("Free", after.Plan);
    }

    private ServiceProvider Start()
    {
        _ = Account;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddQuotaKitCore().AddVzla(o => (o.ApiKey, o.BaseAddress) = (VendorSamples.Key, Simulator.Vzla.BaseAddress));
        services.AddHttpClient("app", http =>
        {
            http.BaseAddress = Simulator.Vzla.BaseAddress;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", VendorSamples.Key);
        }).AddVzlaQuotaObserver();
        return services.BuildServiceProvider();
    }

    private Task<HttpResponseMessage> CallAsync() => _container.Value.GetRequiredService<IHttpClientFactory>()
        .CreateClient("app").GetAsync(new Uri("api/quantis/v2/search/", UriKind.Relative), Token);
}
