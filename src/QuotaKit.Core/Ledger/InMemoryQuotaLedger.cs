using System.Runtime.CompilerServices;

namespace QuotaKit;

/// <summary>A ledger for one process. It forgets everything when the process ends.</summary>
/// <remarks>After a restart, what was held or spent before is not known: wait for the lease and the settlement lag, or use a ledger of the package
/// QuotaKit.Sqlite or QuotaKit.Postgres. It is thread-safe.</remarks>
public sealed class InMemoryQuotaLedger : IQuotaLedger
{
    private static readonly TimeSpan _shortestRetention = TimeSpan.FromDays(1);

    private readonly object _lock = new();
    private readonly TimeProvider _clock;
    private readonly MemoryRows _rows;
    private long _attempts = LedgerReserve.FirstAttempt;

    /// <summary>Creates an empty ledger.</summary>
    /// <param name="timeProvider">The clock; null means <see cref="TimeProvider.System"/>.</param>
    /// <param name="retention">The time for which settled reservations are remembered, at least one day; null means one day.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retention"/> is below one day: a repeated commit would count again.</exception>
    public InMemoryQuotaLedger(TimeProvider? timeProvider = null, TimeSpan? retention = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retention ?? _shortestRetention, _shortestRetention, nameof(retention));
        _clock = timeProvider ?? TimeProvider.System;
        _rows = new MemoryRows(retention ?? _shortestRetention);
    }

    /// <inheritdoc/>
    public ValueTask<long> BeginAttemptAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Interlocked.Increment(ref _attempts));
    }

    /// <inheritdoc/>
    public ValueTask<LedgerDecision> ReserveAsync(LedgerReserve reserve, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reserve);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(ReserveRules.Reserve(_rows, reserve, Clock()));
    }

    /// <inheritdoc/>
    public ValueTask<LedgerDecision> SettleAsync(LedgerSettlement settlement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(SettleRules.Settle(_rows, settlement, Clock()));
    }

    /// <inheritdoc/>
    public ValueTask<LedgerDecision> RenewAsync(string id, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(SettleRules.Renew(_rows, id, lease, Clock()));
    }

    /// <inheritdoc/>
    public ValueTask<LedgerHold?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(_rows.Hold(id) is { } hold ? hold.ToHold(NowOf(hold)) : null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerHold> ListAsync(string? account = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<LedgerHold> held;
        lock (_lock)
        {
            held = [.. _rows.Holds
                .Where(h => account is null || Array.Exists(h.Lines, l => QuotaNames.AreSame(l.Spend.Account, account)))
                .Select(h => h.ToHold(NowOf(h)))
                .Where(h => h.State == QuotaReservationState.Held)
                .OrderByDescending(h => h.ReservedAt)];
        }

        foreach (var hold in held)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return hold;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<LedgerPosition?> GetPositionAsync(string wallet, string? balance = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(PositionRules.Position(_rows, wallet, balance, Clock()));
    }

    /// <inheritdoc/>
    public ValueTask<LedgerPoll> BeginPollAsync(string wallet, long? freshFrom = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            return new(AnswerRules.BeginPoll(_rows, wallet, freshFrom, Clock()));
    }

    /// <inheritdoc/>
    public ValueTask OfferAsync(LedgerAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            AnswerRules.Offer(_rows, answer, Clock());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ExpireAnswerAsync(string wallet, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            AnswerRules.Expire(_rows, wallet, Clock());
        return ValueTask.CompletedTask;
    }

    private DateTimeOffset Clock() => LedgerTime.Read(_clock);

    private DateTimeOffset NowOf(HoldRow hold) => hold.Lines.Select(l => _rows.Wallet(l.Spend.Wallet).Newest).Append(Clock()).Max();
}
