using QuotaKit.Benchmarks.Documents;
using RestEase;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Reads the document with RestEase as its documentation shows, inside Polly's standard strategies.</summary>
public static class RestEaseCall
{
    internal static Func<Task> Create(VendorDocument document, HttpMessageHandler handler, Uri server)
    {
        var client = new RestClient(new HttpClient(handler, disposeHandler: false) { BaseAddress = server });
        switch (document.Vendor)
        {
            case "heygen":
                var heygen = client.For<IHeyGen>();
                return StockPolly.Around(token => heygen.GetAsync(document.HeaderValue, token));
            case "pictory":
                var pictory = client.For<IPictory>();
                return StockPolly.Around(token => pictory.GetAsync(document.HeaderValue, token));
            default:
                var vzla = client.For<IVzla>();
                return StockPolly.Around(token => vzla.GetAsync(document.HeaderValue, token));
        }
    }

    public interface IHeyGen
    {
        [Get("v2/user/remaining_quota")]
        Task<HeyGenDocument> GetAsync([Header("x-api-key")] string key, CancellationToken cancellationToken);
    }

    public interface IPictory
    {
        [Get("pictoryapis/v1/quota")]
        Task<PictoryDocument> GetAsync([Header("Authorization")] string key, CancellationToken cancellationToken);
    }

    public interface IVzla
    {
        [Get("api/quantis/v2/me/quota/")]
        Task<VzlaDocument> GetAsync([Header("Authorization")] string authorization, CancellationToken cancellationToken);
    }
}
