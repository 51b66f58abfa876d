namespace QuotaKit.Core.Tests.Client;

/// <summary>An account whose calls the test ends one by one. The snapshot of the n-th call has the request id "n".</summary>
internal sealed class Paced(string name = "acme") : IQuotaProvider
{
    // Continuations run synchronously, so that the client has stored the snapshot when Answer returns.
    private readonly List<TaskCompletionSource<QuotaSnapshot>> _calls = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public string Name => name;

    public int Asked
    {
        get
        {
            lock (_calls)
                return _calls.Count;
        }
    }

    /// <summary>Runs at the start of each call, with its number.</summary>
    public Action<int> OnAsked { get; init; } = _ => { };

    public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        var call = new TaskCompletionSource<QuotaSnapshot>();
        lock (_calls)
        {
            _calls.Add(call);
            OnAsked(_calls.Count);
            foreach (var (_, reached) in _waiters.Where(w => w.Count == _calls.Count))
                reached.SetResult();
        }

        return call.Task;
    }

    /// <summary>Completes when this many calls have started.</summary>
    public Task AskedAsync(int count)
    {
        lock (_calls)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_calls.Count >= count)
                reached.SetResult();
            else
                _waiters.Add((count, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    public void Answer(int number, Func<QuotaSnapshot, QuotaSnapshot>? change = null)
    {
        var snapshot = Scripted.Snapshot(name) with { RequestId = $"{number}" };
        Call(number).SetResult(change?.Invoke(snapshot) ?? snapshot);
    }

    public void Fail(int number, Exception? error = null) =>
        Call(number).SetException(error ?? new QuotaException(QuotaErrorKind.Network, name, $"Call {number} failed."));

    private TaskCompletionSource<QuotaSnapshot> Call(int number)
    {
        lock (_calls)
            return _calls[number - 1];
    }
}
