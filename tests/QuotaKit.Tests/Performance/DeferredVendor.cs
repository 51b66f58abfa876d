using System.Net;
using System.Text;

namespace QuotaKit.Tests.Performance;

/// <summary>A vendor that answers when it is told to, on the thread that tells it, so that all of a call's bytes are that thread's.</summary>
internal sealed class DeferredVendor(string document) : HttpMessageHandler
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes(document);
    private TaskCompletionSource<HttpResponseMessage>? _pending;

    public int Requests { get; private set; }

    public void Answer()
    {
        var pending = _pending!;
        _pending = null;
        pending.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(_body) });
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        _pending = new TaskCompletionSource<HttpResponseMessage>();
        return _pending.Task;
    }
}
