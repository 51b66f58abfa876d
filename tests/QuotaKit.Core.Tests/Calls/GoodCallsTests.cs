using QuotaKit.Http;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Calls;

public sealed class GoodCallsTests
{
    private readonly FakeClock _clock = new();
    private readonly GoodCalls _calls;

    public GoodCallsTests()
    {
        _clock.Advance(TimeSpan.FromHours(7));
        _calls = new GoodCalls(_clock);
    }

    [Fact]
    public void No_calls_give_no_counts() => Assert.Empty(_calls.Take());

    [Fact]
    public void Calls_are_counted_in_slots_of_six_seconds()
    {
        Add(2);
        _clock.Advance(TimeSpan.FromSeconds(5.9));
        Add(1);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Add(4);
        _clock.Advance(TimeSpan.FromSeconds(54) - TimeSpan.FromTicks(1));

        Assert.Equal([(TimeSpan.FromSeconds(54), 3), (TimeSpan.FromSeconds(48), 4)], _calls.Take());
    }

    [Fact]
    public void Calls_older_than_a_minute_do_not_count()
    {
        Add(2);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(_calls.Take());

        Add(1);
        Assert.Equal([(TimeSpan.Zero, 1)], _calls.Take());
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
            _calls.Add();
    }
}
