namespace QuotaKit;

/// <summary>One amount of a recorded reservation.</summary>
/// <param name="Spend">The spend as it was reserved.</param>
/// <param name="Balance">The key of the balance that pays; empty when no answer told it yet.</param>
/// <param name="Actual">The amount that was spent; null unless the reservation is committed.</param>
public sealed record LedgerLine(LedgerSpend Spend, string Balance, decimal? Actual);
