namespace QuotaKit.HeyGen;

/// <summary>Holds the paths and the key header of HeyGen's API.</summary>
internal static partial class HeyGenApi
{
    public const string RemainingQuotaPath = "v2/user/remaining_quota";
    public const string CurrentUserPath = "v3/users/me";
    public const string KeyHeader = "x-api-key";
}
