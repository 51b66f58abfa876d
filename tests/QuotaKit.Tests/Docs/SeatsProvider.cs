namespace QuotaKit.Tests.Docs;

/// <summary>The provider of docs/getting-started.md: a source that QuotaKit does not know.</summary>
internal sealed class SeatsProvider(TimeProvider clock) : IQuotaProvider
{
    public string Name => "seats";

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        var snapshot = new QuotaSnapshotBuilder(Name, "default", clock.GetUtcNow(), QuotaThresholds.Default);
        snapshot.Add(new QuotaBalance { Key = "seats", Label = "Seats", Unit = QuotaUnit.Of("seats"), Kind = QuotaKind.Allowance, Used = 9, Limit = 10 });
        return Task.FromResult(snapshot.Build());
    }
}
