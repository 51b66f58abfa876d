namespace QuotaKit.Testing;

/// <summary>Keeps the requests that no vendor serves until they are reported.</summary>
internal sealed class UnexpectedRequestLog
{
    private readonly object _gate = new();
    private readonly List<RecordedRequest> _requests = [];

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    public void Add(RecordedRequest request)
    {
        lock (_gate)
            _requests.Add(request);
    }

    public IReadOnlyList<RecordedRequest> TakeAll()
    {
        lock (_gate)
        {
            RecordedRequest[] taken = [.. _requests];
            _requests.Clear();
            return taken;
        }
    }
}
