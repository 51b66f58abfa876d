using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 38 of docs/faults.md: the vendor is down and says for how long.</summary>
public sealed class BusyRow : VendorRowTest
{
    private static readonly TimeSpan _tick = TimeSpan.FromTicks(1);

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row38_Retry_After_beyond_the_timeout_fails_at_once(string id)
    {
        Server(id).Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "60")));
        var provider = Provider(id);

        var first = await FailureOf(provider);
        Clock.Advance(TimeSpan.FromSeconds(20));
        var second = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unavailable, 503, 1, true), (first.Kind, first.StatusCode, first.Attempts, first.IsTransient));
        Assert.Equal((QuotaErrorKind.Unavailable, 503, 0, true), (second.Kind, second.StatusCode, second.Attempts, second.IsTransient));
        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(40)), (first.RetryAfter!.Value, second.RetryAfter!.Value));
        Assert.Contains("No request was sent this time: 40 s remain.", second.Message, StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromSeconds(40) - _tick);
        Assert.Equal(_tick, (await FailureOf(provider)).RetryAfter);
        Assert.Equal(1, Server(id).RequestCount);
        Clock.Advance(_tick);
        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row38_MaxAge_zero_still_fails_locally(string id)
    {
        Server(id).Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "60")));
        var client = Client(Provider(id));
        await FailureOf(client.GetAsync(id, cancellationToken: Token));
        Clock.Advance(TimeSpan.FromSeconds(2));

        var error = await FailureOf(client.GetAsync(id, new() { MaxAge = TimeSpan.Zero }, Token));

        Assert.Equal((0, TimeSpan.FromSeconds(58)), (error.Attempts, error.RetryAfter!.Value));
        Assert.Equal(1, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row38_Retry_After_within_the_timeout_is_waited(string id)
    {
        Server(id).Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "5")));

        var call = Provider(id).GetQuotaAsync(Token);
        await Bounded(Clock.TimerAsync(due => due == TimeSpan.FromSeconds(5)));
        Clock.Advance(TimeSpan.FromSeconds(5) - _tick);
        Assert.Equal((1, false), (Server(id).RequestCount, call.IsCompleted));
        Clock.Advance(_tick);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await Bounded(call)).Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row38_Without_Retry_After_the_next_call_is_sent(string id)
    {
        Server(id).Faults.Enqueue(Fault.Status(503, ""), Fault.Status(503, ""), Fault.Status(503, ""));
        var provider = Provider(id);

        Assert.Equal(3, (await FailureOf(DriveAsync(provider.GetQuotaAsync(Token)))).Attempts);
        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }
}
