namespace QuotaKit;

/// <summary>Removes settled reservations after the retention, in the background.</summary>
internal sealed class LedgerPruning(LedgerStore store, TimeProvider clock, TimeSpan retention)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    private long _next = long.MinValue;
    private int _isRunning;

    /// <summary>Starts in the background, at most once a minute.</summary>
    public void StartWhenDue()
    {
        var now = clock.GetUtcNow().UtcTicks;
        if (now < Volatile.Read(ref _next) || Interlocked.Exchange(ref _isRunning, 1) != 0)
            return;
        Volatile.Write(ref _next, now + _interval.Ticks);
        _ = Task.Run(RunQuietlyAsync);
    }

    /// <summary>Removes all reservations that are old enough, with pauses in which calls go on.</summary>
    public async Task RunAsync()
    {
        var before = LedgerTime.Read(clock) - retention;
        for (long? after = 0; after is { } number;)
            after = await store.WriteAsync(rows => rows.Prune(number, before), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task RunQuietlyAsync()
    {
        try
        {
            await RunAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is QuotaException or ObjectDisposedException)
        {
            // The next call that needs the file reports why it cannot be used.
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }
}
