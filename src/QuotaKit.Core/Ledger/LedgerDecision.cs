namespace QuotaKit;

/// <summary>The reply of a ledger.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Hold">The reservation after the call; null when the ledger has none.</param>
/// <param name="Lack">The reason of a denial, or of the need for an answer; null otherwise.</param>
/// <param name="Now">The ledger's time of the decision.</param>
public readonly record struct LedgerDecision(LedgerOutcome Outcome, LedgerHold? Hold, LedgerLack? Lack, DateTimeOffset Now);
