namespace QuotaKit.Core.Tests.Client;

/// <summary>An account whose calls end when the test calls <see cref="Answer"/>.</summary>
internal sealed class Held(string name) : IQuotaProvider
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<QuotaSnapshot> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public Task Asked => _asked.Task;

    public bool IsAsked => _asked.Task.IsCompleted;

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        _asked.TrySetResult();
        return _answer.Task;
    }

    public void Answer()
    {
        var snapshot = new QuotaSnapshotBuilder(name, "default", DateTimeOffset.UnixEpoch, QuotaThresholds.Default);
        snapshot.Add(new QuotaBalance { Key = "calls", Label = "Calls", Unit = QuotaUnit.Requests, Kind = QuotaKind.Balance, Remaining = 1 });
        _answer.SetResult(snapshot.Build());
    }
}
