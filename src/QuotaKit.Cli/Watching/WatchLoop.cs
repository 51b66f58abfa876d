using System.Runtime.CompilerServices;

namespace QuotaKit.Cli.Watching;

/// <summary>Reads the accounts at once, and then again and again.</summary>
/// <param name="client">The accounts.</param>
/// <param name="every">From the beginning of a round to that of the next.</param>
/// <param name="clock">The clock.</param>
/// <param name="afterRound">Done after each round; null for nothing.</param>
internal sealed class WatchLoop(IQuotaClient client, TimeSpan every, TimeProvider clock, Action? afterRound = null)
{
    // Older than no round's and so asked anew each time. Not zero, which would also send a key again that was refused.
    private static readonly QuotaReadOptions _fresh = new() { MaxAge = TimeSpan.FromSeconds(1) };

    /// <exception cref="OperationCanceledException">The only way to end it.</exception>
    public async IAsyncEnumerable<WatchRound> RoundsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        IReadOnlyList<QuotaResult>? before = null;
        do
        {
            var report = await client.GetAllAsync(_fresh, cancellationToken);
            yield return new WatchRound(clock.GetUtcNow(), report.Results, new Changes(before));
            before = report.Results;
            afterRound?.Invoke();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
