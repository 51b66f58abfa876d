using System.Diagnostics.CodeAnalysis;

namespace QuotaKit;

/// <summary>Gives <see cref="QuotaClient.FromEnvironment"/> its vendors. The package QuotaKit implements it.</summary>
/// <remarks>Core has no reference to a vendor, so it loads the implementation by a name that the trimmer can read; see docs/decisions.</remarks>
internal abstract class EnvironmentCatalog
{
    /// <summary>Creates a provider for each account in the environment, and reads the client's own settings there.</summary>
    /// <param name="furtherVendors">Vendors that the package does not have.</param>
    public abstract (IReadOnlyList<IQuotaProvider> Providers, QuotaClientOptions Options) Read(IEnumerable<QuotaVendorRegistration> furtherVendors);

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, "QuotaKit.VendorCatalog", "QuotaKit")]
    public static EnvironmentCatalog Find()
    {
        var type = Type.GetType("QuotaKit.VendorCatalog, QuotaKit", throwOnError: false)
            ?? throw new QuotaConfigurationException("", "FromEnvironment needs the package QuotaKit, which brings the vendors. With one vendor's package alone, create its provider: new HeyGenQuotaProvider(key).");
        return (EnvironmentCatalog)Activator.CreateInstance(type)!;
    }
}
