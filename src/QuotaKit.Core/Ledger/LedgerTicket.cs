namespace QuotaKit;

/// <summary>Orders the answers of a wallet by when the vendor was asked. Neither the machines' clocks nor the time of arrival can do that.</summary>
/// <param name="Number">The number; each ticket of a wallet has a higher one than the tickets before it.</param>
/// <param name="Time">The ledger's time at which the ticket was taken.</param>
public readonly record struct LedgerTicket(long Number, DateTimeOffset Time);
