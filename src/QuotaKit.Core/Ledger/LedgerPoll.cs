namespace QuotaKit;

/// <summary>Tells whether the caller is to ask the vendor.</summary>
/// <param name="Ticket">The ticket with which to ask the vendor and to offer the answer; null when the caller is not to ask, because a fresh answer has
/// arrived or another process is asking.</param>
/// <param name="FreshFrom">The number of the ticket from which on an answer is fresh enough for the caller.</param>
/// <param name="Latest">The number of the ticket of the latest answer; 0 when there is none.</param>
public sealed record LedgerPoll(LedgerTicket? Ticket, long FreshFrom, long Latest);
