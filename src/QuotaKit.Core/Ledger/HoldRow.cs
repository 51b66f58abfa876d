namespace QuotaKit;

/// <summary>A reservation in a ledger.</summary>
/// <remarks>A ledger in memory remembers many, so it keeps times as ticks, and a time that is not known as 0.</remarks>
internal sealed class HoldRow(string id)
{
    private long _reservedAt;
    private long _expiresAt;
    private long _settledAt;

    public string Id { get; } = id;

    public QuotaReservationState State { get; set; }

    public long Attempt { get; set; }

    public long MadeBy { get; set; }

    public HoldLine[] Lines { get; set; } = [];

    public DateTimeOffset ReservedAt
    {
        get => Time(_reservedAt);
        set => _reservedAt = value.UtcTicks;
    }

    public DateTimeOffset ExpiresAt
    {
        get => Time(_expiresAt);
        set => _expiresAt = value.UtcTicks;
    }

    public DateTimeOffset? SettledAt
    {
        get => _settledAt == 0 ? null : Time(_settledAt);
        set => _settledAt = value?.UtcTicks ?? 0;
    }

    public bool IsFlagged { get; set; }

    public bool KeepsSlots { get; set; }

    public string? Note { get; set; }

    /// <summary>The end of the lease for which <see cref="MemoryRows"/> watches, in ticks; 0 when it does not.</summary>
    public long WatchedUntil { get; set; }

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
            Lines = LinesOfHold.Of(this),
            ReservedAt = ReservedAt,
            ExpiresAt = ExpiresAt,
            SettledAt = isExpired ? ExpiresAt : SettledAt,
            IsFlagged = IsFlagged,
            KeepsSlots = KeepsSlots,
            Note = Note,
        };
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
