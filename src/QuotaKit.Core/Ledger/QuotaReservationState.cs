namespace QuotaKit;

/// <summary>The states of a reservation.</summary>
public enum QuotaReservationState
{
    /// <summary>The amounts are held: nobody else gets them.</summary>
    Held,

    /// <summary>The amounts were spent.</summary>
    Committed,

    /// <summary>Nothing was spent, and the amounts are free again.</summary>
    Released,

    /// <summary>The lease ended without a commit or a release. The amounts count as spent.</summary>
    Expired,

    /// <summary>The ledger refused to hold the amounts. Only a ledger returns this state.</summary>
    Denied,
}
