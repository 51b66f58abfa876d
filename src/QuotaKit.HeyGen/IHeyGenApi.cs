using Refit;

namespace QuotaKit.HeyGen;

/// <summary>HeyGen's endpoints.</summary>
internal interface IHeyGenApi
{
    /// <summary>Version 2.</summary>
    [Get(HeyGenApi.RemainingQuotaPath)]
    Task<HttpResponseMessage> GetRemainingQuotaAsync([Header(HeyGenApi.KeyHeader)] string apiKey, CancellationToken cancellationToken);

    /// <summary>Version 3, which tells the quota among other facts about the user.</summary>
    [Get(HeyGenApi.CurrentUserPath)]
    Task<HttpResponseMessage> GetCurrentUserAsync([Header(HeyGenApi.KeyHeader)] string apiKey, CancellationToken cancellationToken);
}
