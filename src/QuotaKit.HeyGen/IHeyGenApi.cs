using Refit;

namespace QuotaKit.HeyGen;

/// <summary>Declares the HeyGen endpoints that QuotaKit reads. All return after the response headers, before the body.</summary>
internal interface IHeyGenApi
{
    /// <summary>Reads the remaining quota with version 2 of the API.</summary>
    [Get(HeyGenApi.RemainingQuotaPath)]
    Task<HttpResponseMessage> GetRemainingQuotaAsync(
        [Header(HeyGenApi.KeyHeader)] string apiKey, [Body] HttpContent emptyContent, CancellationToken cancellationToken);

    /// <summary>Reads the user, whose document includes the quota, with version 3 of the API.</summary>
    [Get(HeyGenApi.CurrentUserPath)]
    Task<HttpResponseMessage> GetCurrentUserAsync(
        [Header(HeyGenApi.KeyHeader)] string apiKey, [Body] HttpContent emptyContent, CancellationToken cancellationToken);
}
