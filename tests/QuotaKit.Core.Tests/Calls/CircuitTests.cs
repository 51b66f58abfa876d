using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>Several calls of one provider, whose circuit one of them opens.</summary>
public sealed class CircuitTests : VzlaTest
{
    [Fact]
    public async Task A_failure_from_before_the_circuit_opened_says_nothing_about_after_and_is_tried_again()
    {
        using var provider = Provider(resilience: new()
        {
            MaxAttempts = 2,
            AttemptTimeout = TimeSpan.FromSeconds(2),
            BaseDelay = TimeSpan.FromSeconds(0.1),
            BreakAfterFailures = 2,
            BreakDuration = TimeSpan.FromSeconds(0.5),
        });
        Vendor.Faults.Enqueue(Fault.Hang(), Fault.Status(503), Fault.Status(503));

        var hangs = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(1, Token);
        var opens = provider.GetQuotaAsync(Token);
        await WaitAndRetryAsync();
        await Assert.ThrowsAsync<QuotaException>(() => opens);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await WaitAndRetryAsync();

        Assert.Equal(973, (await hangs).Primary.Remaining);
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(5, Vendor.RequestCount);
    }

    [Fact]
    public async Task Time_outs_stay_those_of_the_first_call_as_the_rest_of_the_resilience_does()
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

    private async Task WaitAndRetryAsync()
    {
        await Clock.TimerAsync(wait => wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(0.4));
        Clock.Advance(TimeSpan.FromSeconds(0.2));
    }
}
