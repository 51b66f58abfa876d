using Refit;

namespace QuotaKit.Vzla;

/// <summary>Declares the vzla.io endpoint that QuotaKit reads. It returns after the response headers, before the body.</summary>
internal interface IVzlaApi
{
    /// <summary>Reads the quota. The request is free: it does not count against the quota. The path must end with a slash.</summary>
    [Get(VzlaApi.QuotaPath)]
    Task<HttpResponseMessage> GetQuotaAsync(
        [Header(VzlaApi.KeyHeader)] string authorization, [Body] HttpContent emptyContent, CancellationToken cancellationToken);
}
