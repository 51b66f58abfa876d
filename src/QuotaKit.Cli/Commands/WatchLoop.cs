using System.Runtime.CompilerServices;
using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Commands;

/// <summary>Reads the accounts at once, and then again and again.</summary>
/// <param name="client">The accounts.</param>
/// <param name="every">From the beginning of a round to that of the next.</param>
/// <param name="clock">The clock.</param>
/// <param name="afterRound">Done after each round; null for nothing.</param>
internal sealed class WatchLoop(IQuotaClient client, TimeSpan every, TimeProvider clock, Action? afterRound = null)
{
    // Older than no round's and so asked anew each time. Not zero, which would also send a key again that was refused.
    private static readonly QuotaReadOptions _fresh = new() { MaxAge = TimeSpan.FromSeconds(1) };

    /// <summary>Whether it has ended because no account can be asked before somebody mends the settings.</summary>
    public bool HasOnlyWrongSettings { get; private set; }

    /// <exception cref="OperationCanceledException">It was cancelled; otherwise it ends when the settings of all accounts are wrong.</exception>
    public async IAsyncEnumerable<WatchRound> RoundsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        IReadOnlyList<QuotaResult>? before = null;
        do
        {
            var report = await client.GetAllAsync(_fresh, cancellationToken);
            yield return new WatchRound(clock.GetUtcNow(), report.Results, new Changes(before));
            before = report.Results;
            // They are read once, and so no later round is better.
            HasOnlyWrongSettings = report.Results.All(r => r.Error?.Kind == QuotaErrorKind.Configuration);
            if (HasOnlyWrongSettings)
                yield break;
            afterRound?.Invoke();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
