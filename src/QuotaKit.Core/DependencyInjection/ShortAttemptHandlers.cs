using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Keeps the HTTP handlers for accounts whose <see cref="QuotaResilienceOptions.AttemptTimeout"/> is shorter than the usual connect timeout.
/// These handlers stop connecting when the attempt ends. Otherwise, later attempts would wait for the same hanging connection.</summary>
/// <remarks>Accounts with the same timeout share a handler. The HTTP client factory cannot do this: it has one handler for each name, and
/// the timeouts are not known when names are registered.</remarks>
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
