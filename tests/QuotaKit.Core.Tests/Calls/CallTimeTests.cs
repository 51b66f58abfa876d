using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>Timeouts, and the waits between attempts.</summary>
public sealed class CallTimeTests : VzlaTest
{
    [Fact]
    public async Task Missing_response_times_out_every_attempt()
    {
        Vendor.Faults.Always(Fault.Hang());
        using var provider = Provider();

        var call = provider.GetQuotaAsync(Token);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Vendor.WaitForRequestsAsync(attempt, Token);
            Clock.Advance(TimeSpan.FromSeconds(10));
            if (attempt < 3)
            {
                await Clock.TimerAsync(due => due < TimeSpan.FromSeconds(2)).WaitAsync(Token);
                Clock.Advance(TimeSpan.FromSeconds(1.5));
            }
        }

        var error = await Assert.ThrowsAsync<QuotaException>(() => call);
        Assert.Equal((QuotaErrorKind.Timeout, 3), (error.Kind, error.Attempts));
        Assert.Equal(3, Vendor.RequestCount);
    }

    [Fact]
    public async Task Dripping_body_does_not_extend_the_timeout()
    {
        Vendor.Faults.Enqueue(Fault.Drip(TimeSpan.FromSeconds(1)));
        using var provider = Provider(resilience: new() { MaxAttempts = 1 });

        var call = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(1, Token);
        for (var second = 0; second < 10; second++)
        {
            await Clock.TimerAsync(due => due <= TimeSpan.FromSeconds(1)).WaitAsync(Token);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(QuotaErrorKind.Timeout, (await Assert.ThrowsAsync<QuotaException>(() => call)).Kind);
    }

    [Fact]
    public async Task Last_attempt_gets_the_remaining_time()
    {
        using var provider = Provider(resilience: new()
        {
            MaxAttempts = 2,
            AttemptTimeout = TimeSpan.FromSeconds(2),
            TotalTimeout = TimeSpan.FromSeconds(3),
            BaseDelay = TimeSpan.FromSeconds(0.1),
        });
        Vendor.Faults.Always(Fault.Hang());

        var call = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(1, Token);
        Assert.Equal(TimeSpan.FromSeconds(2), Clock.UntilNextTimer);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await Clock.TimerAsync(wait => wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(0.2));
        Clock.Advance(TimeSpan.FromSeconds(0.2));
        await Vendor.WaitForRequestsAsync(2, Token);

        Assert.Equal(TimeSpan.FromSeconds(0.8), Clock.UntilNextTimer);
        Clock.Advance(TimeSpan.FromSeconds(0.8));
        var error = await Assert.ThrowsAsync<QuotaException>(() => call);
        Assert.Equal((QuotaErrorKind.Timeout, 2), (error.Kind, error.Attempts));
        Assert.Contains("did not respond within 3 s.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_waits_for_Retry_After()
    {
        Vendor.Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "5")));
        using var provider = Provider();

        var call = provider.GetQuotaAsync(Token);
        await Clock.TimerAsync(due => due == TimeSpan.FromSeconds(5)).WaitAsync(Token);
        Assert.Equal(1, Vendor.RequestCount);
        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(973, (await call).Primary.Remaining);
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    [InlineData(31, false)]
    public async Task Wait_without_time_for_an_attempt_fails_at_once(int seconds, bool waits)
    {
        using var provider = Provider();
        Vendor.Faults.Enqueue(Fault.Status(503, "", ("Retry-After", $"{seconds}")));

        var call = provider.GetQuotaAsync(Token);
        if (waits)
        {
            await Clock.TimerAsync(due => due == TimeSpan.FromSeconds(seconds)).WaitAsync(Token);
            Clock.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(973, (await call).Primary.Remaining);
        }
        else
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), (await Assert.ThrowsAsync<QuotaException>(() => call)).RetryAfter);
        }

        Assert.Equal(waits ? 2 : 1, Vendor.RequestCount);
    }

    [Fact]
    public async Task Retry_After_beyond_the_timeout_blocks_further_calls()
    {
        using var provider = Provider();
        Vendor.Faults.Enqueue(Fault.Status(429, "", ("Retry-After", "60")));

        var first = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
        Clock.Advance(TimeSpan.FromSeconds(20));
        var second = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Throttled, TimeSpan.FromSeconds(60), 1), (first.Kind, first.RetryAfter!.Value, first.Attempts));
        Assert.Equal((QuotaErrorKind.Throttled, TimeSpan.FromSeconds(40), 0), (second.Kind, second.RetryAfter!.Value, second.Attempts));
        Assert.Equal(1, Vendor.RequestCount);

        Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }
}
