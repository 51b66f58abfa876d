namespace QuotaKit.Tests.Shared;

/// <summary>The states of a reservation before a call of the contract's table.</summary>
public enum LedgerStart
{
    None,
    Denied,
    Held,
    Committed,
    Released,
    Expired,
}
