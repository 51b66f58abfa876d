namespace QuotaKit;

/// <summary>The state of a wallet: its time, its latest answer and the poll in progress.</summary>
internal sealed class WalletRow(string name)
{
    public string Name { get; } = name;

    /// <summary>The newest time that was written. The ledger's time never goes back behind it.</summary>
    public DateTimeOffset Newest { get; set; }

    /// <summary>The number of the latest ticket.</summary>
    public long Tickets { get; set; }

    /// <summary>The end of the poll in progress; null when nobody asks the vendor.</summary>
    public DateTimeOffset? PollEnds { get; set; }

    /// <summary>The ticket of the latest answer; null when there is none.</summary>
    public LedgerTicket? Answer { get; set; }

    /// <summary>Whether the latest answer can no longer be used, because the vendor contradicted it or the clock was set back.</summary>
    public bool IsStale { get; set; }

    /// <summary>The number of the latest ticket when the vendor last contradicted an answer. Answers to it and to earlier tickets decide nothing.</summary>
    public long VoidThrough { get; set; }

    /// <summary>Whether the vendor says that the account is active; null when it does not say.</summary>
    public bool? IsActive { get; set; }

    /// <summary>The key of the first balance of the latest answer; null when there is none.</summary>
    public string? Primary { get; set; }

    /// <summary>The time before which settled amounts are part of the latest answer.</summary>
    public DateTimeOffset Superseded { get; set; }
}
