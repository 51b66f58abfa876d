using System.Runtime.CompilerServices;

namespace QuotaKit;

/// <summary>A ledger in a SQLite file, for all processes of one machine.</summary>
/// <remarks>The file, its folder and its tables are created when they are first needed. A call that returns is on the disk. While another process
/// writes, a call waits, for at most 10 seconds in all. The file must be on a disk of this machine, because locks do not work on network shares.
/// It is thread-safe.</remarks>
/// <example>
/// <code>
/// await using var ledger = new SqliteQuotaLedger("/var/lib/app/quota.db");
/// </code>
/// </example>
public sealed class SqliteQuotaLedger : IQuotaLedger, IAsyncDisposable, IDisposable
{
    private const int Page = 200;

    private readonly TimeProvider _clock;
    private readonly LedgerStore _store;
    private readonly LedgerPruning _pruning;

    /// <summary>Creates a ledger. It opens the file with the first call.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="timeProvider">The clock; null means <see cref="TimeProvider.System"/>.</param>
    /// <param name="retention">The time for which settled reservations are remembered, at least one day; null means 30 days.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or <c>:memory:</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retention"/> is less than one day.</exception>
    public SqliteQuotaLedger(string path, TimeProvider? timeProvider = null, TimeSpan? retention = null)
        : this(path, timeProvider, retention, TimeSpan.FromSeconds(10))
    {
    }

    internal SqliteQuotaLedger(string path, TimeProvider? timeProvider, TimeSpan? retention, TimeSpan lockTimeout)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path == ":memory:")
            throw new ArgumentException("Name a file, or use InMemoryQuotaLedger.", nameof(path));
        // An answer that is offered late may count amounts of some hours ago.
        ArgumentOutOfRangeException.ThrowIfLessThan(retention ?? TimeSpan.MaxValue, TimeSpan.FromDays(1), nameof(retention));
        _clock = timeProvider ?? TimeProvider.System;
        Path = System.IO.Path.GetFullPath(path);
        _store = new LedgerStore(Path, lockTimeout);
        _pruning = new LedgerPruning(_store, _clock, retention ?? TimeSpan.FromDays(30));
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public ValueTask<long> BeginAttemptAsync(CancellationToken cancellationToken = default) =>
        _store.WriteAsync(rows => rows.NextAttempt(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LedgerDecision> ReserveAsync(LedgerReserve reserve, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reserve);
        return _store.WriteAsync(rows => ReserveRules.Reserve(rows, reserve, Clock()), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerDecision> SettleAsync(LedgerSettlement settlement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        var decision = await _store.WriteAsync(rows => SettleRules.Settle(rows, settlement, Clock()), cancellationToken).ConfigureAwait(false);
        _pruning.StartWhenDue();
        return decision;
    }

    /// <inheritdoc/>
    public ValueTask<LedgerDecision> RenewAsync(string id, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _store.WriteAsync(rows => SettleRules.Renew(rows, id, lease, Clock()), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LedgerHold?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _store.ReadAsync(rows => rows.Hold(id) is { } hold ? ToHold(rows, hold) : null, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerHold> ListAsync(string? account = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var ids = await _store.ReadAsync(rows => rows.Held(), cancellationToken).ConfigureAwait(false);
        foreach (var page in ids.Chunk(Page))
        {
            var holds = await _store.ReadAsync(
                rows => page.Select(rows.Hold).OfType<HoldRow>().Select(h => ToHold(rows, h)).ToList(), cancellationToken).ConfigureAwait(false);
            foreach (var hold in holds)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (hold.State == QuotaReservationState.Held && (account is null || hold.Lines.Any(l => QuotaNames.AreSame(l.Spend.Account, account))))
                    yield return hold;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<LedgerPosition?> GetPositionAsync(string wallet, string? balance = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        return _store.WriteAsync(rows => PositionRules.Position(rows, wallet, balance, Clock()), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LedgerPoll> BeginPollAsync(string wallet, long? freshFrom = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        return _store.WriteAsync(rows => AnswerRules.BeginPoll(rows, wallet, freshFrom, Clock()), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask OfferAsync(LedgerAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await WriteAsync(rows => AnswerRules.Offer(rows, answer, Clock()), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ExpireAnswerAsync(string wallet, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        await WriteAsync(rows => AnswerRules.Expire(rows, wallet, Clock()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the file after the call in progress.</summary>
    public void Dispose() => _store.Dispose();

    /// <summary>Closes the file after the call in progress.</summary>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Removes what is older than the retention, and waits for it.</summary>
    internal Task PruneAsync() => _pruning.RunAsync();

    private async ValueTask WriteAsync(Action<SqliteRows> work, CancellationToken cancellationToken) =>
        await _store.WriteAsync(rows =>
        {
            work(rows);
            return true;
        }, cancellationToken).ConfigureAwait(false);

    private LedgerHold ToHold(SqliteRows rows, HoldRow hold) =>
        hold.ToHold(hold.Lines.Select(l => rows.Wallet(l.Spend.Wallet).Newest).Append(Clock()).Max());

    private DateTimeOffset Clock() => LedgerTime.Read(_clock);
}
