using Refit;

namespace QuotaKit.Pictory;

/// <summary>Pictory's endpoints.</summary>
internal interface IPictoryApi
{
    /// <summary>The subscription is known by the key, which goes into the header raw: no scheme.</summary>
    [Get(PictoryApi.QuotaPath)]
    Task<HttpResponseMessage> GetQuotaAsync([Header(PictoryApi.KeyHeader)] string apiKey, CancellationToken cancellationToken);
}
