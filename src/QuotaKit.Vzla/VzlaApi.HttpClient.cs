using QuotaKit.Http;

namespace QuotaKit.Vzla;

internal static partial class VzlaApi
{
    public static IVzlaApi Create(HttpClient client) => new OverHttpClient(client);

    private sealed class OverHttpClient(HttpClient client) : IVzlaApi
    {
        private readonly KeyedGet _quota = new(client, QuotaPath, KeyHeader);

        public Task<HttpResponseMessage> GetQuotaAsync(string authorization, CancellationToken cancellationToken) =>
            _quota.SendAsync(authorization, cancellationToken);
    }
}
