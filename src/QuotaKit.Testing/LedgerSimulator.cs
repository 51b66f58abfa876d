using System.Runtime.CompilerServices;

namespace QuotaKit.Testing;

/// <summary>An in-memory ledger whose faults a test sets: it denies, expires what is held, is down, is slow, or loses a reply.</summary>
/// <remarks>It is thread-safe. Without a fault it decides like <see cref="InMemoryQuotaLedger"/>.</remarks>
/// <example>
/// <code>
/// var ledger = new LedgerSimulator();
/// services.AddQuotaKit().AddGuard();
/// services.AddSingleton&lt;IQuotaLedger>(ledger);
///
/// ledger.IsDown = true; // now each reservation fails with a QuotaException of kind Ledger
/// </code>
/// </example>
public sealed class LedgerSimulator : IQuotaLedger
{
    private readonly TimeProvider _clock;
    private readonly ShiftedClock _ledgerClock;
    private readonly InMemoryQuotaLedger _ledger;
    private long _delay;
    private volatile bool _isDenying;
    private volatile bool _isDown;
    private int _losesReply;

    /// <summary>Creates an empty ledger without a fault.</summary>
    /// <param name="timeProvider">The clock; null means <see cref="TimeProvider.System"/>.</param>
    public LedgerSimulator(TimeProvider? timeProvider = null)
    {
        _clock = timeProvider ?? TimeProvider.System;
        _ledgerClock = new ShiftedClock(_clock);
        _ledger = new InMemoryQuotaLedger(_ledgerClock);
    }

    /// <summary>Whether each new reservation is denied, as if nothing were left. What is held stays held. The default value is false.</summary>
    public bool IsDenying
    {
        get => _isDenying;
        set => _isDenying = value;
    }

    /// <summary>Whether each call fails with a <see cref="QuotaException"/> of kind <see cref="QuotaErrorKind.Ledger"/>, and nothing is recorded. The default
    /// value is false.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    /// <summary>The time before each call is executed, zero or more, by the ledger's clock. The default value is zero.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delay));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            Interlocked.Exchange(ref _delay, value.Ticks);
        }
    }

    /// <summary>Loses the reply of the next reservation, settlement or renewal: it is recorded, but its caller gets a <see cref="QuotaException"/> of kind
    /// <see cref="QuotaErrorKind.Ledger"/>.</summary>
    public void LoseNextReply() => Volatile.Write(ref _losesReply, 1);

    /// <summary>Ends the leases of all held reservations: moves the ledger's clock to the latest end. Their amounts then count as spent.</summary>
    /// <remarks>A <see cref="QuotaReservation"/> measures its lease by its own clock, so its state changes only with its next call.</remarks>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task ExpireHoldsAsync(CancellationToken cancellationToken = default)
    {
        await foreach (var hold in _ledger.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            _ledgerClock.MoveTo(hold.ExpiresAt);
    }

    /// <inheritdoc/>
    public async ValueTask<long> BeginAttemptAsync(CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return await _ledger.BeginAttemptAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerDecision> ReserveAsync(LedgerReserve reserve, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reserve);
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        if (IsDenying
            && await _ledger.FindAsync(reserve.Id, cancellationToken).ConfigureAwait(false) is null or { State: QuotaReservationState.Denied })
        {
            var lack = new LedgerLack(LedgerLackReason.Amount, 0, reserve.Spends[0].Amount)
            {
                Available = 0,
                Balance = reserve.Spends[0].Balance,
                Unit = reserve.Spends[0].Unit,
            };
            return new LedgerDecision(LedgerOutcome.Denied, null, lack, _ledgerClock.GetUtcNow());
        }

        return Replied(await _ledger.ReserveAsync(reserve, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerDecision> SettleAsync(LedgerSettlement settlement, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return Replied(await _ledger.SettleAsync(settlement, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerDecision> RenewAsync(string id, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return Replied(await _ledger.RenewAsync(id, lease, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerHold?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return await _ledger.FindAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerHold> ListAsync(string? account = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var hold in _ledger.ListAsync(account, cancellationToken).ConfigureAwait(false))
            yield return hold;
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerPosition?> GetPositionAsync(string wallet, string? balance = null, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return await _ledger.GetPositionAsync(wallet, balance, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerPoll> BeginPollAsync(string wallet, long? freshFrom = null, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        return await _ledger.BeginPollAsync(wallet, freshFrom, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask OfferAsync(LedgerAnswer answer, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        await _ledger.OfferAsync(answer, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ExpireAnswerAsync(string wallet, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        await _ledger.ExpireAnswerAsync(wallet, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (Delay is { Ticks: > 0 } delay)
            await Task.Delay(delay, _clock, cancellationToken).ConfigureAwait(false);
        if (IsDown)
            throw Failed("The simulated ledger is down.");
    }

    private LedgerDecision Replied(LedgerDecision decision) => Interlocked.Exchange(ref _losesReply, 0) == 0
        ? decision
        : throw Failed("The simulated ledger has recorded the call, but lost its reply.");

    private static QuotaException Failed(string message) => new(QuotaErrorKind.Ledger, "", message) { IsTransient = true };
}
