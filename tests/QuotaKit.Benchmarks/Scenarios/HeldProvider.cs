namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>A provider whose call ends when <see cref="Answer"/> is called.</summary>
internal sealed class HeldProvider : IQuotaProvider
{
    private readonly TaskCompletionSource<QuotaSnapshot> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static QuotaSnapshot Snapshot { get; } = new()
    {
        Provider = "held",
        RetrievedAt = DateTimeOffset.UnixEpoch,
        Balances = [new QuotaBalance { Key = "calls", Label = "Calls", Unit = QuotaUnit.Requests, Kind = QuotaKind.Balance, Remaining = 1 }],
    };

    public string Name => "held";

    public int Requests { get; private set; }

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        Requests++;
        return _answer.Task;
    }

    public void Answer() => _answer.SetResult(Snapshot);
}
