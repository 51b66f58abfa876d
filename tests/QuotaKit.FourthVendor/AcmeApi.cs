namespace QuotaKit.Acme;

/// <summary>The names on Acme's wire.</summary>
internal static class AcmeApi
{
    public const string UsagePath = "v1/usage";
    public const string KeyHeader = "Authorization";
    public const string KeyScheme = "Token ";
}
