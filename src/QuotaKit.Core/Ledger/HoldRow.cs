namespace QuotaKit;

/// <summary>A reservation in a ledger.</summary>
internal sealed class HoldRow(string id)
{
    public string Id { get; } = id;

    public QuotaReservationState State { get; set; }

    public long Attempt { get; set; }

    public long MadeBy { get; set; }

    public HoldLine[] Lines { get; set; } = [];

    public DateTimeOffset ReservedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    public bool IsFlagged { get; set; }

    public bool KeepsSlots { get; set; }

    public string? Note { get; set; }

    /// <summary>The end of the lease for which <see cref="MemoryRows"/> watches; null when it does not.</summary>
    public DateTimeOffset? WatchedUntil { get; set; }

    /// <summary>Returns a copy for callers. A held reservation whose lease has ended is expired, swept or not.</summary>
    public LedgerHold ToHold(DateTimeOffset now)
    {
        var isExpired = State == QuotaReservationState.Held && ExpiresAt <= now;
        return new LedgerHold
        {
            Id = Id,
            State = isExpired ? QuotaReservationState.Expired : State,
            Attempt = Attempt,
            MadeBy = MadeBy,
            Lines = Array.ConvertAll(Lines, l => new LedgerLine(l.Spend, l.Balance, l.Actual)),
            ReservedAt = ReservedAt,
            ExpiresAt = ExpiresAt,
            SettledAt = isExpired ? ExpiresAt : SettledAt,
            IsFlagged = IsFlagged,
            KeepsSlots = KeepsSlots,
            Note = Note,
        };
    }
}
