using System.Net;
using System.Text;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Pictory;
using QuotaKit.Vzla;

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

    /// <summary>A provider of that vendor's which asks here.</summary>
    public IQuotaProvider ProviderOf(string vendor) => vendor switch
    {
        "heygen" => new HeyGenQuotaProvider(Context(new HeyGenQuotaOptions { ApiKey = HeyGen.Tests.VendorSamples.Key })),
        "pictory" => new PictoryQuotaProvider(Context(new PictoryQuotaOptions { ApiKey = Pictory.Tests.VendorSamples.Key })),
        _ => new VzlaQuotaProvider(Context(new VzlaQuotaOptions { ApiKey = Vzla.Tests.VendorSamples.Key })),
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        _pending = new TaskCompletionSource<HttpResponseMessage>();
        return _pending.Task;
    }

    private QuotaProviderContext<T> Context<T>(T options)
        where T : QuotaProviderOptions => new(options) { HttpClient = new HttpClient(this) };
}
