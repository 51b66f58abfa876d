using QuotaKit;
using QuotaKit.Http;

namespace AcmeRenders;

/// <summary>Acme Renders for QuotaKit: the render minutes and previews that an account has left. Reading them is free.</summary>
public static class AcmeQuota
{
    /// <summary>The vendor, for <c>services.AddQuotaKit().AddAccount(AcmeQuota.Registration)</c>.</summary>
    public static QuotaVendorRegistration<QuotaAccountOptions> Registration { get; } = QuotaVendorRegistration.Create(
        new QuotaVendor
        {
            Id = "acme",
            DisplayName = "Acme Renders",
            SettingName = "Acme",
            EnvironmentVariable = "ACME_API_KEY",
            BaseAddress = new Uri("https://api.acme-renders.example/"),
        },
        client => QuotaEndpoint.Get(client, "v1/usage", "Authorization", AcmeMapper.Map, keyPrefix: "Token "),
        AcmeMapper.ReadError);
}
