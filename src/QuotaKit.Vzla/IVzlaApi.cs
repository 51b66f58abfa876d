using Refit;

namespace QuotaKit.Vzla;

/// <summary>vzla.io's endpoints.</summary>
internal interface IVzlaApi
{
    /// <summary>Free: it never counts against the quota. The slash at the end matters.</summary>
    [Get(VzlaApi.QuotaPath)]
    Task<HttpResponseMessage> GetQuotaAsync([Header(VzlaApi.KeyHeader)] string authorization, CancellationToken cancellationToken);
}
