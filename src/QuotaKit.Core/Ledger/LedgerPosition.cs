namespace QuotaKit;

/// <summary>The numbers of one balance in a ledger.</summary>
/// <param name="Balance">The key of the balance.</param>
/// <param name="Unit">The unit of all amounts.</param>
public sealed record LedgerPosition(string Balance, QuotaUnit Unit)
{
    /// <summary>The amount left in the latest answer; null when unknown.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>Whether the balance has no limit.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>Whether the account is active; null when the vendor does not say.</summary>
    public bool? IsActive { get; init; }

    /// <summary>The amount that is held.</summary>
    public decimal Held { get; init; }

    /// <summary>The amount spent since the latest answer.</summary>
    public decimal Spent { get; init; }

    /// <summary>The time at which the vendor was asked for the latest answer; null when there is none, or when it can no longer be used.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The time of the next reset in the latest answer; null when unknown.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>The ledger's time.</summary>
    public DateTimeOffset Now { get; init; }
}
