using Refit;

namespace QuotaKit.Pictory;

/// <summary>Declares the Pictory endpoint that QuotaKit reads. It returns after the response headers, before the body.</summary>
internal interface IPictoryApi
{
    /// <summary>Reads the quota of the subscription to which the key belongs. The header holds the key alone, without a scheme.</summary>
    [Get(PictoryApi.QuotaPath)]
    Task<HttpResponseMessage> GetQuotaAsync(
        [Header(PictoryApi.KeyHeader)] string apiKey, [Body] HttpContent emptyContent, CancellationToken cancellationToken);
}
