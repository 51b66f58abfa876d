using System.Globalization;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 18 and 19 of the table of faults: a vendor that asks for patience. What further calls then get is in GateRows.</summary>
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
    public async Task Row18_a_wait_that_fits_is_waited_to_the_end_and_the_call_goes_on(string id, string retryAfter, int seconds)
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
    public async Task Row18_the_backoff_is_waited_where_it_is_the_longer(string id, string? retryAfter)
    {
        Server(id).Faults.Enqueue(Throttled(retryAfter));

        // Give or take half.
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
    public async Task Row18_a_vendor_that_stays_too_busy_is_asked_three_times(string id, string? retryAfter)
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
    public async Task Row19_a_wait_that_does_not_fit_is_an_error_at_once(string id, string retryAfter, int seconds)
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
    public async Task Row19_a_wait_that_no_longer_fits_is_an_error_too(string id)
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
    public async Task Row37_only_vzla_ios_own_word_makes_a_429_a_month_used_up(string? retryAfter)
    {
        Server("vzla").Faults.Enqueue(Throttled(retryAfter).WithHeader("X-Quota-Remaining", "0"));
        var provider = Provider("vzla");

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.QuotaExhausted, 429, 1, false), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
        Assert.Equal(retryAfter is null ? null : TimeSpan.FromSeconds(int.Parse(retryAfter, CultureInfo.InvariantCulture)), error.RetryAfter);
        Assert.Equal(1, Server("vzla").RequestCount);
        // It is not about being too fast: who has bought more is told so by the next call.
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    private static Fault Throttled(string? retryAfter) =>
        retryAfter is null ? Fault.Status(429, "") : Fault.Status(429, "", ("Retry-After", retryAfter));
}
