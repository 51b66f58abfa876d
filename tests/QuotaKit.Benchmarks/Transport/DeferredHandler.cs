using System.Net;
using System.Net.Http.Headers;

namespace QuotaKit.Benchmarks.Transport;

/// <summary>Answers when it is told to, on the thread that tells it: the call is truly asynchronous, and no other thread is needed.</summary>
/// <remarks>A handler that answers at once would hide what a library allocates to be resumed.</remarks>
internal sealed class DeferredHandler(byte[] body) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");
    private TaskCompletionSource<HttpResponseMessage>? _pending;

    /// <summary>Answers the request that waits; false when none does.</summary>
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
