using QuotaKit.Http;

namespace QuotaKit.HeyGen;

internal static partial class HeyGenApi
{
    public static IHeyGenApi Create(HttpClient client) => new OverHttpClient(client);

    private sealed class OverHttpClient(HttpClient client) : IHeyGenApi
    {
        private readonly HttpClientEndpoint _remainingQuota = new(client, RemainingQuotaPath, KeyHeader);
        private readonly HttpClientEndpoint _currentUser = new(client, CurrentUserPath, KeyHeader);

        public Task<HttpResponseMessage> GetRemainingQuotaAsync(string apiKey, CancellationToken cancellationToken) =>
            _remainingQuota.GetAsync(apiKey, cancellationToken);

        public Task<HttpResponseMessage> GetCurrentUserAsync(string apiKey, CancellationToken cancellationToken) =>
            _currentUser.GetAsync(apiKey, cancellationToken);
    }
}
