using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>The circuit breaker of a provider.</summary>
public sealed class CircuitTests : VzlaTest
{
    [Fact]
    public async Task Failure_from_before_the_circuit_opened_is_retried()
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
    public async Task Ten_failures_open_the_circuit()
    {
        Vendor.Faults.Always(Fault.Status(503));
        using var provider = Provider(resilience: new() { MaxAttempts = 1 });
        for (var i = 0; i < 10; i++)
            await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Unavailable, 0, TimeSpan.FromSeconds(30)), (error.Kind, error.Attempts, error.RetryAfter!.Value));
        Assert.Contains("no request is sent until 09:00:30 UTC", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, Vendor.RequestCount);

        Vendor.Faults.Clear();
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Fact]
    public async Task Call_that_opens_the_circuit_reports_its_own_error()
    {
        Vendor.Faults.Always(Fault.Status(503));
        using var provider = Provider(clock: TimeProvider.System, resilience: new() { BaseDelay = TimeSpan.FromTicks(1), BreakAfterFailures = 2 });

        Assert.Equal(503, (await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token))).StatusCode);
    }

    private async Task WaitAndRetryAsync()
    {
        await Clock.TimerAsync(wait => wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(0.4));
        Clock.Advance(TimeSpan.FromSeconds(0.2));
    }
}
