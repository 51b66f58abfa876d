namespace QuotaKit;

/// <summary>Amounts that are held until they are committed or released, or until the lease ends.</summary>
/// <remarks>It is not disposable: forgetting a reservation must not look like releasing it. When the lease ends, the amounts count as spent. Start the
/// work before <see cref="ExpiresAt"/>, and end it or renew the lease before then. It is thread-safe.</remarks>
public sealed class QuotaReservation
{
    private readonly QuotaGuard _guard;
    private readonly IReadOnlyList<LedgerSpend> _ledgerSpends;
    private readonly long _attempt;
    private LedgerHold _hold;
    private long _leaseEnd;
    private int _isExpiryNoted;

    /// <param name="guard">The guard.</param>
    /// <param name="spends">The amounts as the caller named them.</param>
    /// <param name="ledgerSpends">The amounts as the ledger booked them.</param>
    /// <param name="attempt">The attempt with which this object settles.</param>
    /// <param name="isNew">Whether that attempt made the reservation.</param>
    /// <param name="hold">The reservation as the ledger has it.</param>
    /// <param name="leaseEnd">The end of the lease as a timestamp of the guard's clock.</param>
    internal QuotaReservation(
        QuotaGuard guard, IReadOnlyList<QuotaSpend> spends, IReadOnlyList<LedgerSpend> ledgerSpends, long attempt, bool isNew, LedgerHold hold, long leaseEnd)
    {
        (_guard, Spends, _ledgerSpends, _attempt, IsNew, _hold, _leaseEnd) = (guard, spends, ledgerSpends, attempt, isNew, hold, leaseEnd);
    }

    /// <summary>The id. Send it to the vendor as the idempotency key, where the vendor has one.</summary>
    public string Id => _hold.Id;

    /// <summary>The amounts, and who pays.</summary>
    public IReadOnlyList<QuotaSpend> Spends { get; }

    /// <summary>The state after the last call of this object. Another process may have changed it since, and a lease may have ended.</summary>
    public QuotaReservationState State => Current.State == QuotaReservationState.Held && HasEnded ? QuotaReservationState.Expired : Current.State;

    /// <summary>Whether the call that returned this object made the reservation. False means that an earlier call with the same id made it, and may be spending
    /// already; also false for what was found or listed.</summary>
    public bool IsNew { get; }

    /// <summary>The ledger's time of the reservation.</summary>
    public DateTimeOffset ReservedAt => Current.ReservedAt;

    /// <summary>The ledger's time at which the lease ends, unless it is renewed.</summary>
    public DateTimeOffset ExpiresAt => Current.ExpiresAt;

    /// <summary>Whether the commit was above the reserved amount, or came after a release, or the ledger had lost the reservation.</summary>
    public bool IsFlagged => Current.IsFlagged;

    /// <summary>The amounts that were spent, one for each of <see cref="Spends"/>; null unless committed.</summary>
    public IReadOnlyList<decimal>? Actual =>
        Current.State == QuotaReservationState.Committed ? [.. Current.Lines.Select(l => l.Actual ?? l.Spend.Amount)] : null;

    /// <summary>The note for people; null means none.</summary>
    public string? Note => Current.Note;

    /// <summary>The account of the first spend; empty for a reservation without amounts.</summary>
    internal string Account => Spends.Count > 0 ? Spends[0].Account : "";

    /// <summary>The time until the lease ends, by this machine's own timer, because clocks of two machines differ.</summary>
    internal TimeSpan Left => Clock.GetElapsedTime(Clock.GetTimestamp(), Volatile.Read(ref _leaseEnd));

    internal bool HasEnded => Left <= TimeSpan.Zero;

    /// <summary>The time by which the lease is renewed while work runs.</summary>
    internal TimeSpan RenewBy { get; init; }

    internal TimeProvider Clock => _guard.Clock;

    internal DateTimeOffset? SettledAt => Current.SettledAt;

    private LedgerHold Current => Volatile.Read(ref _hold);

    /// <summary>Records that the amounts were spent as reserved.</summary>
    /// <param name="cancellationToken">Cancels waiting. Call again to be sure.</param>
    /// <inheritdoc cref="CommitAsync(IReadOnlyList{decimal}, CancellationToken)"/>
    public Task CommitAsync(CancellationToken cancellationToken = default) => CommitAsync(keepSlot: false, cancellationToken);

    /// <summary>Records that the amounts were spent as reserved.</summary>
    /// <param name="keepSlot">Whether to keep the slots of concurrency limits, because the vendor has accepted the job but not finished it. Release the
    /// reservation when the job has ended; the end of the lease gives the slots back too.</param>
    /// <param name="cancellationToken">Cancels waiting. Call again to be sure.</param>
    /// <inheritdoc cref="CommitAsync(IReadOnlyList{decimal}, CancellationToken)"/>
    public Task CommitAsync(bool keepSlot, CancellationToken cancellationToken = default) =>
        SettleAsync(LedgerSettlementKind.Commit, null, keepSlot, cancellationToken);

    /// <summary>Records how much was really spent, for a reservation of one amount.</summary>
    /// <param name="actual">The amount, zero or more. It may be above the reserved amount, because it is spent already.</param>
    /// <param name="cancellationToken">Cancels waiting. Call again to be sure.</param>
    /// <inheritdoc cref="CommitAsync(IReadOnlyList{decimal}, CancellationToken)"/>
    public Task CommitAsync(decimal actual, CancellationToken cancellationToken = default) => CommitAsync(actual, keepSlot: false, cancellationToken);

    /// <summary>Records how much was really spent, for a reservation of one amount.</summary>
    /// <param name="actual">The amount, zero or more. It may be above the reserved amount, because it is spent already.</param>
    /// <param name="keepSlot">Whether to keep the slot of a concurrency limit until the release or the end of the lease.</param>
    /// <param name="cancellationToken">Cancels waiting. Call again to be sure.</param>
    /// <inheritdoc cref="CommitAsync(IReadOnlyList{decimal}, CancellationToken)"/>
    public Task CommitAsync(decimal actual, bool keepSlot, CancellationToken cancellationToken = default) =>
        SettleAsync(LedgerSettlementKind.Commit, SpendRules.RoundUp([actual], Spends.Count), keepSlot, cancellationToken);

    /// <summary>Records how much was really spent. The same commit again changes nothing, but one that keeps no slots gives back those kept so far.</summary>
    /// <param name="actual">The amounts, one for each of <see cref="Spends"/>, zero or more.</param>
    /// <param name="cancellationToken">Cancels waiting. Call again to be sure.</param>
    /// <exception cref="QuotaReservationException">It was committed with other amounts before.</exception>
    /// <exception cref="QuotaException">The ledger failed. Call again.</exception>
    /// <exception cref="ArgumentException">The number of amounts is not that of <see cref="Spends"/>, or an amount is out of range.</exception>
    public Task CommitAsync(IReadOnlyList<decimal> actual, CancellationToken cancellationToken = default) =>
        SettleAsync(LedgerSettlementKind.Commit, SpendRules.RoundUp(actual, Spends.Count), false, cancellationToken);

    /// <summary>Records that nothing was spent. After a commit that kept its slots, records that the job has ended.</summary>
    /// <param name="cancellationToken">Cancels waiting. Call again to be sure.</param>
    /// <exception cref="QuotaReservationException">It was committed before, or the lease has ended, or a later call with the same id has taken it over.</exception>
    /// <exception cref="QuotaException">The ledger failed. Call again.</exception>
    public Task ReleaseAsync(CancellationToken cancellationToken = default) => SettleAsync(LedgerSettlementKind.Release, null, false, cancellationToken);

    /// <summary>Moves the end of the lease to this long after now, unless it already ends later.</summary>
    /// <param name="lease">The time from now, at most 24 hours.</param>
    /// <param name="cancellationToken">Cancels waiting. The lease may then be renewed.</param>
    /// <exception cref="QuotaReservationException">It is settled, or the lease has ended.</exception>
    /// <exception cref="QuotaException">The ledger failed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lease is zero, negative or above 24 hours.</exception>
    public async Task RenewAsync(TimeSpan lease, CancellationToken cancellationToken = default)
    {
        SpendRules.ThrowIfInvalidLease(lease, nameof(lease));
        var (begun, before) = (Clock.GetTimestamp(), Current);
        var decision = await _guard.RenewAsync(this, lease, cancellationToken).ConfigureAwait(false);
        Extend(begun + Clock.StampsOf(decision.Hold!.ExpiresAt - decision.Now));
        // A commit or release that has ended in the meantime is newer.
        Interlocked.CompareExchange(ref _hold, decision.Hold, before);
    }

    /// <inheritdoc cref="object.ToString"/>
    public override string ToString() =>
        $"{Id}: {State}, {string.Join(", ", Spends.Select(s => $"{QuotaText.Number(s.Amount)} {s.Unit.Name} of {s.Account}"))}";

    /// <summary>Leaves a trace of the end of the lease, once for this object.</summary>
    internal void NoteExpired()
    {
        if (Interlocked.Exchange(ref _isExpiryNoted, 1) != 0)
            return;
        GuardLog.Expired(_guard.Logger, Id, Account);
        QuotaTelemetry.CountDecision(Account, "expired");
    }

    internal void LogSettleFailed(Exception error) => GuardLog.SettleFailed(_guard.Logger, Id, ExpiresAt, error);

    internal void LogRenewFailed(Exception error) => GuardLog.RenewFailed(_guard.Logger, Id, error);

    /// <summary>Moves the end of the lease, unless it already ends later.</summary>
    private void Extend(long end)
    {
        if (end > Volatile.Read(ref _leaseEnd))
            Volatile.Write(ref _leaseEnd, end);
    }

    private async Task SettleAsync(LedgerSettlementKind kind, IReadOnlyList<decimal>? actual, bool keepSlot, CancellationToken cancellationToken)
    {
        var settlement = new LedgerSettlement
        {
            Id = Id,
            Attempt = _attempt,
            Kind = kind,
            Spends = _ledgerSpends,
            Actual = actual,
            KeepsSlots = keepSlot,
        };
        var decision = await _guard.SettleAsync(this, settlement, cancellationToken).ConfigureAwait(false);
        if (decision.Hold is not { } hold)
            return;
        var before = Current;
        // A commit after the end of the lease. All three are the ledger's times.
        if (before.State == QuotaReservationState.Held && hold.SettledAt >= before.ExpiresAt && hold.SettledAt >= hold.ExpiresAt)
            NoteExpired();
        Volatile.Write(ref _hold, hold);
    }
}
