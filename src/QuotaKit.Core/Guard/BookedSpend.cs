namespace QuotaKit;

/// <summary>A spend as a caller named it, and as ledgers book it.</summary>
/// <param name="Spend">The spend of the caller.</param>
/// <param name="Booked">The spends of the reservation; one.</param>
internal sealed record BookedSpend(QuotaSpend Spend, IReadOnlyList<LedgerSpend> Booked);
