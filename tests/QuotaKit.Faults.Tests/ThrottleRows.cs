using System.Globalization;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 18 and 19 of docs/faults.md: responses with status 429. LocalFailureRows tests the calls after them.</summary>
public sealed class ThrottleRows : VendorRowTest
{
    private static readonly TimeSpan _tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData("heygen", "5", 5)]
    [InlineData("heygen", "29", 29)]
    [InlineData("heygen", "Mon, 11 May 2026 09:00:05 GMT", 5)]
    [InlineData("pictory", "5", 5)]
    [InlineData("pictory", "29", 29)]
    [InlineData("pictory", "Mon, 11 May 2026 09:00:05 GMT", 5)]
    [InlineData("vzla", "5", 5)]
    public async Task Row18_Retry_After_within_the_timeout_is_waited(string id, string retryAfter, int seconds)
    {
        var wait = TimeSpan.FromSeconds(seconds);
        Server(id).Faults.Enqueue(Throttled(retryAfter));

        var call = Provider(id).GetQuotaAsync(Token);
        await Bounded(Clock.TimerAsync(due => due == wait));
        Clock.Advance(wait - _tick);
        Assert.Equal((1, false), (Server(id).RequestCount, call.IsCompleted));
        Clock.Advance(_tick);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await Bounded(call)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [InlineData("heygen", "0")]
    [InlineData("heygen", null)]
    [InlineData("heygen", "1")]
    [InlineData("pictory", "0")]
    [InlineData("pictory", null)]
    [InlineData("pictory", "1")]
    public async Task Row18_Backoff_applies_when_longer_than_Retry_After(string id, string? retryAfter)
    {
        Server(id).Faults.Enqueue(Throttled(retryAfter));

        // The backoff is 4 seconds, randomly varied by up to half.
        var call = Provider(id, new() { BaseDelay = TimeSpan.FromSeconds(4) }).GetQuotaAsync(Token);
        await Bounded(Clock.TimerAsync(due => due >= TimeSpan.FromSeconds(2) && due <= TimeSpan.FromSeconds(6)));
        Clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(1, Server(id).RequestCount);
        Clock.Advance(TimeSpan.FromSeconds(4.1));

        Assert.Equal(FaultVendor.Of(id).Remaining, (await Bounded(call)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [InlineData("heygen", "1")]
    [InlineData("heygen", null)]
    [InlineData("pictory", "1")]
    [InlineData("pictory", null)]
    public async Task Row18_Repeated_429_ends_after_three_attempts(string id, string? retryAfter)
    {
        Server(id).Faults.Always(Throttled(retryAfter));

        var error = await FailureOf(DriveAsync(Provider(id).GetQuotaAsync(Token)));

        Assert.Equal((QuotaErrorKind.Throttled, 429, 3, true), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
        Assert.Equal(retryAfter is null ? null : TimeSpan.FromSeconds(1), error.RetryAfter);
        Assert.Equal(3, Server(id).RequestCount);
    }

    [Theory]
    [InlineData("heygen", "30", 30)]
    [InlineData("heygen", "3600", 3600)]
    [InlineData("heygen", "Mon, 11 May 2026 09:00:30 GMT", 30)]
    [InlineData("pictory", "30", 30)]
    [InlineData("pictory", "3600", 3600)]
    [InlineData("pictory", "Mon, 11 May 2026 09:00:30 GMT", 30)]
    [InlineData("vzla", "3600", 3600)]
    public async Task Row19_Retry_After_beyond_the_timeout_fails_at_once(string id, string retryAfter, int seconds)
    {
        Server(id).Faults.Always(Throttled(retryAfter));

        var error = await FailureOf(Provider(id));

        Assert.Equal((QuotaErrorKind.Throttled, 429, 1, true), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
        Assert.Equal(TimeSpan.FromSeconds(seconds), error.RetryAfter);
        Assert.Equal(1, Server(id).RequestCount);
    }

    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    public async Task Row19_Second_wait_beyond_the_timeout_fails_at_once(string id)
    {
        Server(id).Faults.Always(Throttled("20"));

        var call = Provider(id).GetQuotaAsync(Token);
        await Bounded(Clock.TimerAsync(due => due == TimeSpan.FromSeconds(20)));
        Clock.Advance(TimeSpan.FromSeconds(20));
        var error = await FailureOf(call);

        Assert.Equal((QuotaErrorKind.Throttled, 2, TimeSpan.FromSeconds(20)), (error.Kind, error.Attempts, error.RetryAfter));
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("3600")]
    public async Task Row37_Vzla_429_with_its_quota_header_is_QuotaExhausted(string? retryAfter)
    {
        Server("vzla").Faults.Enqueue(Throttled(retryAfter).WithHeader("X-Quota-Remaining", "0"));
        var provider = Provider("vzla");

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.QuotaExhausted, 429, 1, false), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
        Assert.Equal(retryAfter is null ? null : TimeSpan.FromSeconds(int.Parse(retryAfter, CultureInfo.InvariantCulture)), error.RetryAfter);
        Assert.Equal(1, Server("vzla").RequestCount);
        // An exhausted quota blocks no further calls: after buying more, the next call shows it.
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    private static Fault Throttled(string? retryAfter) =>
        retryAfter is null ? Fault.Status(429, "") : Fault.Status(429, "", ("Retry-After", retryAfter));
}
