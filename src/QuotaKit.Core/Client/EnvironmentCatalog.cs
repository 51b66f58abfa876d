using System.Diagnostics.CodeAnalysis;

namespace QuotaKit;

/// <summary>Where <see cref="QuotaClient.FromEnvironment"/> gets its vendors from: the QuotaKit package, when it is there.</summary>
/// <remarks>Core refers to no vendor. A name that the trimmer can read takes the place of the reference; see docs/decisions.</remarks>
internal abstract class EnvironmentCatalog
{
    /// <summary>Creates a provider for each account in the environment, and reads the client's own settings there.</summary>
    public abstract (IReadOnlyList<IQuotaProvider> Providers, QuotaClientOptions Options) Read();

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, "QuotaKit.VendorCatalog", "QuotaKit")]
    public static EnvironmentCatalog Find()
    {
        var type = Type.GetType("QuotaKit.VendorCatalog, QuotaKit", throwOnError: false)
            ?? throw new QuotaConfigurationException("", "FromEnvironment needs the package QuotaKit, which brings the vendors. With one vendor's package alone, create its provider: new HeyGenQuotaProvider(key).");
        return (EnvironmentCatalog)Activator.CreateInstance(type)!;
    }
}
