namespace QuotaKit;

/// <summary>The view of a snapshot that LINQPad shows.</summary>
internal sealed class QuotaSnapshotDump(QuotaSnapshot snapshot)
{
    public string Name => snapshot.Name;

    public QuotaStatus Status => snapshot.Status;

    public string? Plan => snapshot.Plan;

    public DateTimeOffset RetrievedAt => snapshot.RetrievedAt;

    public IReadOnlyList<Row> Balances { get; } = [.. snapshot.Balances.Select(b => new Row(b))];

    public IReadOnlyList<string> Warnings => snapshot.Warnings;

    /// <summary>One row of the table of balances.</summary>
    internal sealed class Row(QuotaBalance balance)
    {
        public string Balance => balance.Label;

        public decimal? Used => balance.Used;

        public decimal? Remaining => balance.Remaining;

        public object? Limit => balance.IsUnlimited ? "unlimited" : balance.Limit;

        public string Unit => balance.Unit.Name;

        public DateTimeOffset? ResetsAt => balance.ResetsAt;

        public QuotaStatus Status => balance.Status;
    }
}
