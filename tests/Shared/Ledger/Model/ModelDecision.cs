namespace QuotaKit.Tests.Shared;

/// <summary>The decision of the <see cref="LedgerModel"/>.</summary>
internal sealed record ModelDecision(LedgerOutcome Outcome, ModelHold? Hold, LedgerLack? Lack = null);
