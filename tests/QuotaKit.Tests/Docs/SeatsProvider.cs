namespace QuotaKit.Tests.Docs;

/// <summary>A provider of an app's own, as the README shows it.</summary>
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
