namespace QuotaKit;

/// <summary>The ways to end a reservation.</summary>
public enum LedgerSettlementKind
{
    /// <summary>The amounts were spent.</summary>
    Commit,

    /// <summary>Nothing was spent.</summary>
    Release,

    /// <summary>The caller gave up while it reserved: undoes the reservation if this very attempt made it.</summary>
    Withdraw,
}
