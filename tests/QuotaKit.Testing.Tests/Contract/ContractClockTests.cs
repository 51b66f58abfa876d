namespace QuotaKit.Testing.Tests;

/// <summary>Tests of the clock that the checks of timeouts move.</summary>
public sealed class ContractClockTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Moving_fires_the_due_timers_in_their_order()
    {
        var (clock, fired) = (new ContractClock(), new List<string>());
        using var late = clock.CreateTimer(_ => fired.Add("late"), null, _second * 2, Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(_ => fired.Add("early"), null, _second, Timeout.InfiniteTimeSpan);
        using var never = clock.CreateTimer(_ => fired.Add("never"), null, _second * 3, Timeout.InfiniteTimeSpan);

        clock.Advance(_second * 2);

        Assert.Equal(["early", "late"], fired);
    }
}
