namespace QuotaKit;

/// <summary>A vendor's answer about an account, or the news that asking failed.</summary>
public sealed record LedgerAnswer
{
    /// <summary>The wallet of the account.</summary>
    public required string Wallet { get; init; }

    /// <summary>The ticket that was taken before the vendor was asked, from <see cref="IQuotaLedger.BeginPollAsync"/>.</summary>
    public required LedgerTicket Ticket { get; init; }

    /// <summary>The answer; null when asking failed, which only ends the poll.</summary>
    public QuotaSnapshot? Snapshot { get; init; }

    /// <summary>The longest time from a commit until the vendor's answers show the charge. The answer supersedes what was settled strictly earlier
    /// than its ticket, less this time. A time shorter than the vendor's loses money.</summary>
    public required TimeSpan SettlementLag { get; init; }
}
