using QuotaKit.Http;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Http;

public sealed class TimeoutSourcePoolTests
{
    private readonly FakeClock _clock = new();
    private readonly TimeoutSourcePool _pool;

    public TimeoutSourcePoolTests() => _pool = new TimeoutSourcePool(_clock);

    [Fact]
    public void Source_is_cancelled_exactly_after_its_time()
    {
        using var source = _pool.Rent(TimeSpan.FromSeconds(10));

        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        Assert.False(source.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(source.IsCancellationRequested);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Source_without_time_is_cancelled_at_once(int seconds)
    {
        using var source = _pool.Rent(TimeSpan.FromSeconds(seconds));
        Assert.True(source.IsCancellationRequested);
    }

    // The next two tests use the system's clock, because a source with any other clock cannot be reset.
    [Fact]
    public void Source_that_was_not_cancelled_is_reused()
    {
        var pool = new TimeoutSourcePool(TimeProvider.System);
        var first = pool.Rent(TimeSpan.FromHours(1));
        pool.Return(first);

        using var second = pool.Rent(TimeSpan.FromHours(1));

        Assert.Same(first, second);
        Assert.False(second.IsCancellationRequested);
    }

    [Fact]
    public void Second_returned_source_is_disposed()
    {
        var pool = new TimeoutSourcePool(TimeProvider.System);
        var (first, second) = (pool.Rent(TimeSpan.FromHours(1)), pool.Rent(TimeSpan.FromHours(1)));
        Assert.NotSame(first, second);

        pool.Return(first);
        pool.Return(second);

        using var third = pool.Rent(TimeSpan.FromHours(1));
        Assert.Same(first, third);
        Assert.Throws<ObjectDisposedException>(() => second.Token);
    }

    [Fact]
    public void Cancelled_source_is_disposed()
    {
        var first = _pool.Rent(TimeSpan.Zero);
        _pool.Return(first);

        using var second = _pool.Rent(TimeSpan.FromSeconds(10));

        Assert.NotSame(first, second);
        Assert.False(second.IsCancellationRequested);
        Assert.Throws<ObjectDisposedException>(() => first.Token);
    }

    [Fact]
    public void Returned_source_is_not_cancelled_later()
    {
        var source = _pool.Rent(TimeSpan.FromSeconds(10));
        _pool.Return(source);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(source.IsCancellationRequested);
    }
}
