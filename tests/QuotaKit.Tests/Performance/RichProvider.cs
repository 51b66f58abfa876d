namespace QuotaKit.Tests.Performance;

/// <summary>An account that never runs out.</summary>
internal sealed class RichProvider : IQuotaProvider
{
    public string Name => "rich";

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => Task.FromResult(new QuotaSnapshot
    {
        Provider = Name,
        RetrievedAt = TimeProvider.System.GetUtcNow(),
        Balances = [new() { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = 1_000_000 }],
    });
}
