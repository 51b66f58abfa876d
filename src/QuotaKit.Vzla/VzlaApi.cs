namespace QuotaKit.Vzla;

/// <summary>The constants of vzla.io's quota endpoint: its path, the header and scheme that carry the key, and the prefix of every key.</summary>
internal static partial class VzlaApi
{
    public const string QuotaPath = "api/quantis/v2/me/quota/";
    public const string KeyHeader = "Authorization";
    public const string KeyScheme = "Bearer ";
    public const string KeyPrefix = "vzlaio_";
}
