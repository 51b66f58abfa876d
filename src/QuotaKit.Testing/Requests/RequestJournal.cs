namespace QuotaKit.Testing;

/// <summary>Keeps the requests of one vendor in the order of their arrival, and lets callers wait for them.</summary>
internal sealed class RequestJournal
{
    private readonly object _gate = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
                return _requests.Count;
        }
    }

    public void Add(RecordedRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
            foreach (var waiter in _waiters.Where(waiter => waiter.Count <= _requests.Count))
                waiter.Reached.SetResult();
            _waiters.RemoveAll(waiter => waiter.Count <= _requests.Count);
        }
    }

    public Task WhenCountAsync(int count)
    {
        lock (_gate)
        {
            if (_requests.Count >= count)
                return Task.CompletedTask;

            // Without this option, the test would continue on the request's thread, inside the lock.
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }
}
