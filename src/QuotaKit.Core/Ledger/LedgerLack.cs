namespace QuotaKit;

/// <summary>Says which spend could not be held, and by how much it fell short.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Spend">The index of the spend.</param>
/// <param name="Needed">The amount needed, with that of earlier spends of the same reservation.</param>
public sealed record LedgerLack(LedgerLackReason Reason, int Spend, decimal Needed)
{
    /// <summary>The amount available; null when unknown.</summary>
    public decimal? Available { get; init; }

    /// <summary>The amount held for others, or spent since the answer.</summary>
    public decimal Held { get; init; }

    /// <summary>The key of the balance; null when no answer tells it.</summary>
    public string? Balance { get; init; }

    /// <summary>The unit of the balance; null when no answer tells it.</summary>
    public QuotaUnit? Unit { get; init; }

    /// <summary>The time of the answer that the decision rests on; null when there is none.</summary>
    public DateTimeOffset? AskedAt { get; init; }
}
