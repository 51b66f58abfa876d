namespace QuotaKit;

/// <summary>One attempt to reserve amounts.</summary>
public sealed record LedgerReserve
{
    /// <summary>The attempt of a reservation whose id QuotaKit created. No other process can have used that id.</summary>
    internal const long FirstAttempt = 1;

    /// <summary>The reservation's id.</summary>
    public required string Id { get; init; }

    /// <summary>The number of the attempt, from <see cref="IQuotaLedger.BeginAttemptAsync"/>. Repeating a call with the same number is safe.</summary>
    public required long Attempt { get; init; }

    /// <summary>The amounts; all are held, or none.</summary>
    public required IReadOnlyList<LedgerSpend> Spends { get; init; }

    /// <summary>The time for which the amounts are held.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>The maximum age of an answer that the decision rests on.</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>Whether to hold amounts although it is unknown how much is left.</summary>
    public bool AllowsUnknown { get; init; }

    /// <summary>A note for people; null means none.</summary>
    public string? Note { get; init; }
}
