namespace QuotaKit.Http;

/// <summary>Limits the time of attempts. A limit that did not strike is used again for the next: most calls of an account come one after another.</summary>
internal sealed class TimeoutSourcePool(TimeProvider clock)
{
    private CancellationTokenSource? _spare;

    /// <summary>Is cancelled after that time; at once, when there is none left.</summary>
    public CancellationTokenSource Rent(TimeSpan time)
    {
        var limit = Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        if (time > TimeSpan.Zero)
            limit.CancelAfter(time);
        else
            limit.Cancel();
        return limit;
    }

    /// <summary>Takes it back; its token counts for nothing any more.</summary>
    public void Return(CancellationTokenSource limit)
    {
        if (!limit.TryReset() || Interlocked.CompareExchange(ref _spare, limit, null) is not null)
            limit.Dispose();
    }
}
