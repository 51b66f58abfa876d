namespace QuotaKit.Core.Tests.Client;

/// <summary>An account whose calls run a function of the test. It counts them.</summary>
internal sealed class Scripted(string name, Func<int, Task<QuotaSnapshot>> answer) : IQuotaProvider, IDisposable
{
    private int _asked;

    public string Name => name;

    public int Asked => _asked;

    public bool IsDisposed { get; private set; }

    public static Scripted Failing(string name, Exception exception) => new(name, _ => Task.FromException<QuotaSnapshot>(exception));

    public static Scripted Of(QuotaSnapshot snapshot) => new(snapshot.Name, _ => Task.FromResult(snapshot));

    public static QuotaSnapshot Snapshot(
        string provider = "acme", QuotaStatus status = QuotaStatus.Normal, DateTimeOffset retrievedAt = default, DateTimeOffset? resetsAt = null) => new()
        {
            Provider = provider,
            RetrievedAt = retrievedAt,
            Balances = [new() { Key = "seats", Label = "Seats", Unit = QuotaUnit.Of("seats"), Kind = QuotaKind.Balance, Status = status, ResetsAt = resetsAt }],
        };

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => answer(Interlocked.Increment(ref _asked));

    public void Dispose() => IsDisposed = true;
}
