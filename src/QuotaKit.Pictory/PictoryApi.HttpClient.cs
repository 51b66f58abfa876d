using QuotaKit.Http;

namespace QuotaKit.Pictory;

internal static partial class PictoryApi
{
    public static IPictoryApi Create(HttpClient client) => new OverHttpClient(client);

    // KeyedGet adds the empty content by itself.
    private sealed class OverHttpClient(HttpClient client) : IPictoryApi
    {
        private readonly KeyedGet _quota = new(client, QuotaPath, KeyHeader);

        public Task<HttpResponseMessage> GetQuotaAsync(string apiKey, HttpContent emptyContent, CancellationToken cancellationToken) =>
            _quota.SendAsync(apiKey, cancellationToken);
    }
}
