using System.Runtime.CompilerServices;

namespace QuotaKit.Cli.Answers;

/// <summary>Reads the accounts at once, and then in intervals.</summary>
/// <param name="client">The accounts.</param>
/// <param name="every">The time from the start of one round to the start of the next.</param>
/// <param name="clock">The clock.</param>
/// <param name="afterRound">Called after each round; null calls nothing.</param>
internal sealed class WatchLoop(IQuotaClient client, TimeSpan every, TimeProvider clock, Action? afterRound = null)
{
    // Shorter than any interval, so that each round sends a request. Zero would also send a rejected key again.
    private static readonly QuotaReadOptions _fresh = new() { MaxAge = TimeSpan.FromSeconds(1) };

    /// <summary>Whether the rounds have ended because the settings of all accounts are wrong.</summary>
    public bool HasOnlyWrongSettings { get; private set; }

    /// <summary>Reads until cancelled. Ends by itself only when the settings of all accounts are wrong.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<WatchRound> RoundsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        IReadOnlyList<QuotaResult>? before = null;
        do
        {
            var report = await client.GetAllAsync(_fresh, cancellationToken);
            yield return new WatchRound(clock.GetUtcNow(), report.Results, new Changes(before));
            before = report.Results;
            // Settings are read once, so later rounds would fail the same way.
            HasOnlyWrongSettings = report.Results.All(r => r.Error?.Kind == QuotaErrorKind.Configuration);
            if (HasOnlyWrongSettings)
                yield break;
            afterRound?.Invoke();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
