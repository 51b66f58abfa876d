namespace QuotaKit;

/// <summary>A reservation as a ledger has recorded it.</summary>
public sealed record LedgerHold
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The state at the time of the call. A held reservation whose lease has ended is expired.</summary>
    public required QuotaReservationState State { get; init; }

    /// <summary>The latest attempt that reserved this id.</summary>
    public required long Attempt { get; init; }

    /// <summary>The attempt that made the reservation; 0 when none did.</summary>
    public required long MadeBy { get; init; }

    /// <summary>The amounts. Empty for an id that was released before it was reserved.</summary>
    public required IReadOnlyList<LedgerLine> Lines { get; init; }

    /// <summary>The time of the reservation.</summary>
    public required DateTimeOffset ReservedAt { get; init; }

    /// <summary>The end of the lease.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The time of the commit, release or expiry; null while held.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Whether the commit was above the reserved amount, or came after a release or a denial, or the ledger did not know the id.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>Whether the commit kept the slots of concurrency limits.</summary>
    public bool KeepsSlots { get; init; }

    /// <summary>The note for people; null means none.</summary>
    public string? Note { get; init; }
}
