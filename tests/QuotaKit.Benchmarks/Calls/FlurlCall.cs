using Flurl.Http;
using QuotaKit.Benchmarks.Documents;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Reads the document with Flurl as its documentation shows, inside Polly's standard strategies.</summary>
internal static class FlurlCall
{
    public static Func<Task> Create(VendorDocument document, HttpMessageHandler handler, Uri server)
    {
        var client = new FlurlClient(new HttpClient(handler, disposeHandler: false) { BaseAddress = server });
        return document.Vendor switch
        {
            "heygen" => StockPolly.Around(token => ReadAsync<HeyGenDocument>(client, document, token)),
            "pictory" => StockPolly.Around(token => ReadAsync<PictoryDocument>(client, document, token)),
            _ => StockPolly.Around(token => ReadAsync<VzlaDocument>(client, document, token)),
        };
    }

    private static Task<T> ReadAsync<T>(FlurlClient client, VendorDocument document, CancellationToken token) =>
        client.Request(document.Path).WithHeader(document.KeyHeader, document.HeaderValue).GetJsonAsync<T>(token);
}
