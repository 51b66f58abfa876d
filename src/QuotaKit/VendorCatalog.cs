namespace QuotaKit;

/// <summary>Creates the providers of <see cref="QuotaClient.FromEnvironment"/>, which finds this class by its name.</summary>
internal sealed class VendorCatalog : EnvironmentCatalog
{
    public override (IReadOnlyList<IQuotaProvider> Providers, QuotaClientOptions Options) Read(IEnumerable<QuotaVendorRegistration> furtherVendors)
    {
        QuotaVendorRegistration[] own = [HeyGenBuilderExtensions.Registration, PictoryBuilderExtensions.Registration, VzlaBuilderExtensions.Registration];
        return EnvironmentAccounts.Read([.. own.Concat(furtherVendors).Distinct()]);
    }
}
