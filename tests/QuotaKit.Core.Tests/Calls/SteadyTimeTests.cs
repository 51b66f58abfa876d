using QuotaKit.Http;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Calls;

public sealed class SteadyTimeTests
{
    private readonly FakeClock _clock = new();

    public SteadyTimeTests() => _clock.Advance(TimeSpan.FromDays(3));

    [Fact]
    public void Time_ignores_changes_of_the_wall_clock()
    {
        var time = new SteadyTime(_clock);
        var start = _clock.GetUtcNow();
        Assert.Equal(start, time.GetUtcNow());

        _clock.JumpWallClock(TimeSpan.FromHours(-5));
        _clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(start.AddSeconds(7), time.GetUtcNow());
    }

    [Fact]
    public void Everything_else_comes_from_the_clock()
    {
        var time = new SteadyTime(_clock);
        var fired = 0;
        using var timer = time.CreateTimer(by => fired += (int)by!, 2, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(4, fired);
        Assert.Equal((_clock.GetTimestamp(), _clock.TimestampFrequency), (time.GetTimestamp(), time.TimestampFrequency));
        Assert.Same(_clock.LocalTimeZone, time.LocalTimeZone);
    }
}
