namespace QuotaKit.HeyGen;

/// <summary>The names on HeyGen's wire.</summary>
internal static partial class HeyGenApi
{
    public const string RemainingQuotaPath = "/v2/user/remaining_quota";
    public const string CurrentUserPath = "/v3/users/me";
    public const string KeyHeader = "x-api-key";
}
