using System.Net;
using System.Net.Http.Headers;

namespace QuotaKit.Benchmarks.Transport;

/// <summary>Answers a request when <see cref="Answer"/> is called, on the caller's thread. The call is asynchronous but needs no other thread.</summary>
/// <remarks>With a handler that answers at once, a library would not allocate the objects that it needs to wait.</remarks>
internal sealed class DeferredHandler(byte[] body) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");
    private TaskCompletionSource<HttpResponseMessage>? _pending;

    /// <summary>Answers the waiting request. Returns false if there is none.</summary>
    public bool Answer()
    {
        if (Interlocked.Exchange(ref _pending, null) is not { } pending)
            return false;
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = _json;
        pending.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        return true;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pending = new TaskCompletionSource<HttpResponseMessage>();
        Volatile.Write(ref _pending, pending);
        return pending.Task;
    }
}
