namespace QuotaKit;

/// <summary>The end of a reservation.</summary>
public sealed record LedgerSettlement
{
    /// <summary>The reservation's id.</summary>
    public required string Id { get; init; }

    /// <summary>The number of the attempt whose handle settles.</summary>
    public required long Attempt { get; init; }

    /// <summary>The way in which it ends.</summary>
    public required LedgerSettlementKind Kind { get; init; }

    /// <summary>The amounts that were reserved. They are recorded by a commit of an id that the ledger does not know.</summary>
    public required IReadOnlyList<LedgerSpend> Spends { get; init; }

    /// <summary>The amounts that were spent, one for each of <see cref="Spends"/>; null means as reserved.</summary>
    public IReadOnlyList<decimal>? Actual { get; init; }

    /// <summary>Whether a commit keeps the slots of concurrency limits until the release or the end of the lease. The default value is false.</summary>
    public bool KeepsSlots { get; init; }
}
