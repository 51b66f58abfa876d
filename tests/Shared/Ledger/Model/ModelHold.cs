namespace QuotaKit.Tests.Shared;

/// <summary>A reservation of the <see cref="LedgerModel"/>. Nothing sweeps it: its state follows from the time.</summary>
internal sealed record ModelHold(string Id)
{
    public required QuotaReservationState Recorded { get; init; }

    public required long Attempt { get; init; }

    public long MadeBy { get; init; }

    public IReadOnlyList<ModelLine> Lines { get; init; } = [];

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? Settled { get; init; }

    public bool IsFlagged { get; init; }

    public bool KeepsSlots { get; init; }

    public QuotaReservationState StateAt(DateTimeOffset now) =>
        Recorded == QuotaReservationState.Held && ExpiresAt <= now ? QuotaReservationState.Expired : Recorded;

    public DateTimeOffset? SettledAt(DateTimeOffset now) => StateAt(now) == QuotaReservationState.Expired ? ExpiresAt : Settled;

    /// <summary>The amount of a line that counts in a budget.</summary>
    public decimal CountsAt(ModelLine line) => Recorded switch
    {
        QuotaReservationState.Held => line.Spend.Amount,
        QuotaReservationState.Committed => line.Actual!.Value,
        _ => 0,
    };

    /// <summary>The amount of a line that was spent.</summary>
    public decimal SpentAt(ModelLine line, DateTimeOffset now) =>
        StateAt(now) is QuotaReservationState.Expired or QuotaReservationState.Committed ? CountsAt(line) : 0;

    public bool HasSlotAt(ModelLine line, DateTimeOffset now) =>
        line.HasSlot && ExpiresAt > now && (Recorded == QuotaReservationState.Held || (Recorded == QuotaReservationState.Committed && KeepsSlots));
}
