using QuotaKit.Http;

namespace QuotaKit.Vzla;

internal static partial class VzlaApi
{
    public static IVzlaApi Create(HttpClient client) => new OverHttpClient(client);

    // KeyedGet adds the empty content by itself.
    private sealed class OverHttpClient(HttpClient client) : IVzlaApi
    {
        private readonly KeyedGet _quota = new(client, QuotaPath, KeyHeader);

        public Task<HttpResponseMessage> GetQuotaAsync(string authorization, HttpContent emptyContent, CancellationToken cancellationToken) =>
            _quota.SendAsync(authorization, cancellationToken);
    }
}
