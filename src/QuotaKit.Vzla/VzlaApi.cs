namespace QuotaKit.Vzla;

/// <summary>Holds the path, the key header and the key prefixes of vzla.io's API.</summary>
internal static partial class VzlaApi
{
    public const string QuotaPath = "api/quantis/v2/me/quota/";
    public const string KeyHeader = "Authorization";
    public const string KeyScheme = "Bearer ";
    public const string KeyPrefix = "vzlaio_";
}
