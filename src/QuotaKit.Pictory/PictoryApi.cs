namespace QuotaKit.Pictory;

/// <summary>The names on Pictory's wire.</summary>
internal static partial class PictoryApi
{
    public const string QuotaPath = "/pictoryapis/v1/quota";
    public const string KeyHeader = "Authorization";
    public const string KeyPrefix = "pictai_";
}
