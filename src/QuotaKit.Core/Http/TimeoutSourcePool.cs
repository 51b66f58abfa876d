namespace QuotaKit.Http;

/// <summary>Provides the cancellation sources that limit the time of attempts. One source that has not fired is kept for the next attempt, because
/// the calls of an account mostly come one after another.</summary>
internal sealed class TimeoutSourcePool(TimeProvider clock)
{
    private CancellationTokenSource? _spare;

    /// <summary>Gets a source that is cancelled after the given time; at once if the time is zero or negative.</summary>
    public CancellationTokenSource Rent(TimeSpan time)
    {
        var source = Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        if (time > TimeSpan.Zero)
            source.CancelAfter(time);
        else
            source.Cancel();
        return source;
    }

    /// <summary>Takes a source back for reuse, or disposes it. Its token must no longer be used.</summary>
    public void Return(CancellationTokenSource source)
    {
        if (!source.TryReset() || Interlocked.CompareExchange(ref _spare, source, null) is not null)
            source.Dispose();
    }
}
