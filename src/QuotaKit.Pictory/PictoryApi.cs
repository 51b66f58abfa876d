namespace QuotaKit.Pictory;

/// <summary>Holds the path, the key header and the key prefix of Pictory's API.</summary>
internal static partial class PictoryApi
{
    public const string QuotaPath = "pictoryapis/v1/quota";
    public const string KeyHeader = "Authorization";
    public const string KeyPrefix = "pictai_";
}
