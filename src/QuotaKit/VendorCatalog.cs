using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Pictory;
using QuotaKit.Vzla;

namespace QuotaKit;

/// <summary>What <see cref="QuotaClient.FromEnvironment"/> finds by name: the vendors whose keys are in the environment.</summary>
internal sealed class VendorCatalog : EnvironmentCatalog
{
    public override IReadOnlyList<IQuotaProvider> CreateProviders()
    {
        IQuotaProvider?[] found =
        [
            Find(HeyGenQuotaProvider.Vendor, key => new HeyGenQuotaProvider(key)),
            Find(PictoryQuotaProvider.Vendor, key => new PictoryQuotaProvider(key)),
            Find(VzlaQuotaProvider.Vendor, key => new VzlaQuotaProvider(key)),
        ];
        IQuotaProvider[] providers = [.. found.OfType<IQuotaProvider>()];
        return providers.Length > 0 ? providers : throw new QuotaConfigurationException(
            "", "There is no API key in the environment. Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY.");
    }

    private static IQuotaProvider? Find(QuotaVendor vendor, Func<string, IQuotaProvider> create) =>
        Environment.GetEnvironmentVariable(vendor.EnvironmentVariable) is { } key && !string.IsNullOrWhiteSpace(key)
            ? MisconfiguredProvider.Instead(vendor.Id, () => create(key))
            : null;
}
