using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 31 of docs/faults.md: the wall clock jumps. Ages and waits are measured by the monotonic clock and do not change.</summary>
public sealed class ClockRow : VendorRowTest
{
    private static readonly TimeSpan _tick = TimeSpan.FromTicks(1);

    public static TheoryData<string, int> Jumps
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var vendor in FaultVendor.All)
            {
                data.Add(vendor.Id, 5);
                data.Add(vendor.Id, -5);
                data.Add(vendor.Id, 24 * 400);
                data.Add(vendor.Id, -24 * 400);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Row31_Answer_stays_cached_for_30_seconds(string id, int hours)
    {
        var client = Client(Provider(id));

        var first = await client.GetAsync(id, cancellationToken: Token);
        Clock.JumpWallClock(TimeSpan.FromHours(hours));
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Same(first, await client.GetAsync(id, cancellationToken: Token));
        Assert.Equal(1, Server(id).RequestCount);

        Clock.Advance(_tick);
        Assert.NotSame(first, await client.GetAsync(id, cancellationToken: Token));
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Row31_Failure_stays_cached_for_one_second(string id, int hours)
    {
        Server(id).Faults.Enqueue(Fault.Status(403));
        var client = Client(Provider(id));

        var error = await FailureOf(client.GetAsync(id, cancellationToken: Token));
        Clock.JumpWallClock(TimeSpan.FromHours(hours));
        Assert.Same(error, await FailureOf(client.GetAsync(id, cancellationToken: Token)));
        Clock.Advance(TimeSpan.FromSeconds(1) + _tick);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await client.GetAsync(id, cancellationToken: Token)).Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Row31_Wait_between_attempts_keeps_its_length(string id, int hours)
    {
        Server(id).Faults.Enqueue(Fault.Status(503, "", ("Retry-After", "5")));

        var call = Provider(id).GetQuotaAsync(Token);
        await Bounded(Clock.TimerAsync(due => due == TimeSpan.FromSeconds(5)));
        Clock.JumpWallClock(TimeSpan.FromHours(hours));
        Clock.Advance(TimeSpan.FromSeconds(5) - _tick);
        Assert.Equal(1, Server(id).RequestCount);
        Clock.Advance(_tick);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await Bounded(call)).Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Row31_Rejected_key_fails_locally_for_15_minutes(string id, int hours)
    {
        Server(id).Faults.Enqueue(Fault.Status(401, ""));
        var provider = Provider(id);

        await FailureOf(provider);
        Clock.JumpWallClock(TimeSpan.FromHours(hours));
        Clock.Advance(TimeSpan.FromMinutes(15) - _tick);
        Assert.Equal((0, _tick), await FailureOf(provider) is var early ? (early.Attempts, early.RetryAfter!.Value) : default);
        Clock.Advance(_tick);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Row31_Open_circuit_closes_after_its_break(string id, int hours)
    {
        Server(id).Faults.Always(Fault.Status(503, ""));
        var provider = Provider(id, new() { MaxAttempts = 1 });
        for (var call = 0; call < 10; call++)
            await FailureOf(provider);
        Server(id).Faults.Clear();

        Clock.JumpWallClock(TimeSpan.FromHours(hours));
        Clock.Advance(TimeSpan.FromSeconds(30) - _tick);
        var early = await FailureOf(provider);
        Assert.Equal((0, _tick), (early.Attempts, early.RetryAfter!.Value));
        // People compare the time in the message with the wall clock.
        Assert.Contains($"until {Clock.GetUtcNow() + _tick:HH:mm:ss} UTC", early.Message, StringComparison.Ordinal);
        Clock.Advance(_tick);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Row31_Failures_before_and_after_the_jump_add_up(string id, int hours)
    {
        Server(id).Faults.Always(Fault.Status(503, ""));
        var provider = Provider(id, new() { MaxAttempts = 1 });
        for (var call = 0; call < 5; call++)
            await FailureOf(provider);
        Clock.JumpWallClock(TimeSpan.FromHours(hours));
        for (var call = 0; call < 5; call++)
            await FailureOf(provider);

        Assert.Equal(0, (await FailureOf(provider)).Attempts);
        Assert.Equal(10, Server(id).RequestCount);
    }
}
