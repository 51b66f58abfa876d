namespace QuotaKit;

/// <summary>The reasons why a ledger holds no amount.</summary>
public enum LedgerLackReason
{
    /// <summary>The balance has too little left.</summary>
    Amount,

    /// <summary>It is not known how much is left, or the answer is too old.</summary>
    Unknown,

    /// <summary>The vendor says that the account is not active.</summary>
    Inactive,

    /// <summary>The balance has another unit.</summary>
    Unit,

    /// <summary>The account has no such balance.</summary>
    Balance,

    /// <summary>The balance is a part of a sum, which pays instead.</summary>
    Part,

    /// <summary>The budget has too little left.</summary>
    Budget,

    /// <summary>All slots of the concurrency limit are taken.</summary>
    Concurrency,

    /// <summary>This attempt was denied or withdrawn before.</summary>
    Repeated,
}
