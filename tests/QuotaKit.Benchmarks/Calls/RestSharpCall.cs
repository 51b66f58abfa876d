using QuotaKit.Benchmarks.Documents;
using RestSharp;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Reads the document with RestSharp as its documentation shows, inside Polly's standard strategies.</summary>
internal static class RestSharpCall
{
    public static Func<Task> Create(VendorDocument document, HttpMessageHandler handler, Uri server)
    {
        var client = new RestClient(new HttpClient(handler, disposeHandler: false), new RestClientOptions(server));
        return document.Vendor switch
        {
            "heygen" => StockPolly.Around(token => client.GetAsync<HeyGenDocument>(Request(document), token)),
            "pictory" => StockPolly.Around(token => client.GetAsync<PictoryDocument>(Request(document), token)),
            _ => StockPolly.Around(token => client.GetAsync<VzlaDocument>(Request(document), token)),
        };
    }

    private static RestRequest Request(VendorDocument document) => new RestRequest(document.Path).AddHeader(document.KeyHeader, document.HeaderValue);
}
