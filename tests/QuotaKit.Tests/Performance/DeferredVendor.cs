using System.Net;
using System.Text;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Pictory;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Performance;

/// <summary>A vendor that responds when a test calls <see cref="Answer"/>. The response is handled on the test's own thread, so that all bytes of a
/// call are allocated there.</summary>
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

    /// <summary>Creates a provider of a vendor that sends its requests to this handler.</summary>
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
