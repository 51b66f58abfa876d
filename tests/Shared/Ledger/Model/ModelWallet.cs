namespace QuotaKit.Tests.Shared;

/// <summary>The answers about a wallet in the <see cref="LedgerModel"/>.</summary>
internal sealed class ModelWallet
{
    public List<LedgerAnswer> Answers { get; } = [];

    /// <summary>The polls in the order of their tickets, by the raw clock.</summary>
    public List<(DateTimeOffset Begun, bool IsOver)> Polls { get; } = [];

    /// <summary>The newest time that was written.</summary>
    public DateTimeOffset Newest { get; set; }

    public bool IsStale { get; set; }

    /// <summary>The number of polls that had begun when the vendor last contradicted an answer.</summary>
    public int Contradicted { get; set; }

    /// <summary>The balances and units of which the ledger has ever heard, in order.</summary>
    public HashSet<(string Balance, QuotaUnit Unit)> Pots { get; } = [];

    public LedgerAnswer? Latest => Answers.MaxBy(a => a.Ticket.Number);

    public string? Primary => Latest?.Snapshot!.Primary.Key;

    /// <summary>The time before which settled amounts are part of the latest answer.</summary>
    public DateTimeOffset Superseded => Latest is { } latest ? latest.Ticket.Time - latest.SettlementLag : DateTimeOffset.MinValue;

    public QuotaBalance? Answered(string balance) => Latest?.Snapshot!.Balances.FirstOrDefault(b => b.Key == balance);
}
