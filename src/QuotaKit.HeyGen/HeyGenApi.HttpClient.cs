using QuotaKit.Http;

namespace QuotaKit.HeyGen;

internal static partial class HeyGenApi
{
    public static IHeyGenApi Create(HttpClient client) => new OverHttpClient(client);

    // KeyedGet adds the empty content by itself.
    private sealed class OverHttpClient(HttpClient client) : IHeyGenApi
    {
        private readonly KeyedGet _remainingQuota = new(client, RemainingQuotaPath, KeyHeader);
        private readonly KeyedGet _currentUser = new(client, CurrentUserPath, KeyHeader);

        public Task<HttpResponseMessage> GetRemainingQuotaAsync(string apiKey, HttpContent emptyContent, CancellationToken cancellationToken) =>
            _remainingQuota.SendAsync(apiKey, cancellationToken);

        public Task<HttpResponseMessage> GetCurrentUserAsync(string apiKey, HttpContent emptyContent, CancellationToken cancellationToken) =>
            _currentUser.SendAsync(apiKey, cancellationToken);
    }
}
