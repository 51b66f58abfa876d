namespace QuotaKit;

/// <summary>Creates the providers of <see cref="QuotaClient.FromEnvironment"/>, which finds this class by its name.</summary>
internal sealed class VendorCatalog : EnvironmentCatalog
{
    public override (IReadOnlyList<IQuotaProvider> Providers, QuotaClientOptions Options) Read() =>
        EnvironmentAccounts.Read([HeyGenBuilderExtensions.Registration, PictoryBuilderExtensions.Registration, VzlaBuilderExtensions.Registration]);
}
