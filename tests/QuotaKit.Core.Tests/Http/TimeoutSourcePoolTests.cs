using QuotaKit.Http;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Http;

public sealed class TimeoutSourcePoolTests
{
    private readonly FakeClock _clock = new();
    private readonly TimeoutSourcePool _limits;

    public TimeoutSourcePoolTests() => _limits = new TimeoutSourcePool(_clock);

    [Fact]
    public void It_strikes_when_the_time_is_up_and_not_before()
    {
        using var limit = _limits.Rent(TimeSpan.FromSeconds(10));

        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        Assert.False(limit.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(limit.IsCancellationRequested);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Without_any_time_left_it_strikes_at_once(int seconds)
    {
        using var limit = _limits.Rent(TimeSpan.FromSeconds(seconds));
        Assert.True(limit.IsCancellationRequested);
    }

    // These two by the system's clock: a limit of any other clock cannot be used again.
    [Fact]
    public void One_that_did_not_strike_is_used_again()
    {
        var limits = new TimeoutSourcePool(TimeProvider.System);
        var first = limits.Rent(TimeSpan.FromHours(1));
        limits.Return(first);

        using var second = limits.Rent(TimeSpan.FromHours(1));

        Assert.Same(first, second);
        Assert.False(second.IsCancellationRequested);
    }

    [Fact]
    public void Of_two_at_a_time_one_is_kept_and_the_other_disposed()
    {
        var limits = new TimeoutSourcePool(TimeProvider.System);
        var (first, second) = (limits.Rent(TimeSpan.FromHours(1)), limits.Rent(TimeSpan.FromHours(1)));
        Assert.NotSame(first, second);

        limits.Return(first);
        limits.Return(second);

        using var third = limits.Rent(TimeSpan.FromHours(1));
        Assert.Same(first, third);
        Assert.Throws<ObjectDisposedException>(() => second.Token);
    }

    [Fact]
    public void One_that_struck_is_not_used_again_and_is_disposed()
    {
        var first = _limits.Rent(TimeSpan.Zero);
        _limits.Return(first);

        using var second = _limits.Rent(TimeSpan.FromSeconds(10));

        Assert.NotSame(first, second);
        Assert.False(second.IsCancellationRequested);
        Assert.Throws<ObjectDisposedException>(() => first.Token);
    }

    [Fact]
    public void A_limit_that_was_taken_back_strikes_no_more()
    {
        var limit = _limits.Rent(TimeSpan.FromSeconds(10));
        _limits.Return(limit);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(limit.IsCancellationRequested);
    }
}
