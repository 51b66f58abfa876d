namespace QuotaKit.Vzla;

/// <summary>The names on vzla.io's wire.</summary>
internal static partial class VzlaApi
{
    public const string QuotaPath = "/api/quantis/v2/me/quota/";
    public const string KeyHeader = "Authorization";
    public const string KeyScheme = "Bearer ";
    public const string KeyPrefix = "vzlaio_";
}
