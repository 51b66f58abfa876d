using QuotaKit.Http;

namespace QuotaKit;

/// <summary>The handlers of accounts whose attempts end before connecting usually times out. A connection that hangs would be kept for their
/// later attempts, so these handlers give up connecting with the attempt.</summary>
/// <remarks>Accounts with the same timeout share a handler. The HTTP factory keeps one for each name only, and the timeouts are not known
/// when names are registered.</remarks>
internal sealed class ShortAttemptHandlers : IDisposable
{
    private readonly Dictionary<TimeSpan, SocketsHttpHandler> _handlers = [];

    public HttpClient CreateClient(TimeSpan attemptTimeout)
    {
        lock (_handlers)
        {
            if (!_handlers.TryGetValue(attemptTimeout, out var handler))
                _handlers[attemptTimeout] = handler = QuotaHttp.CreateHandler(attemptTimeout);
            return new HttpClient(handler, disposeHandler: false);
        }
    }

    public void Dispose()
    {
        foreach (var handler in _handlers.Values)
            handler.Dispose();
    }
}
