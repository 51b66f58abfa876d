using Microsoft.Extensions.Configuration;

namespace QuotaKit;

/// <summary>What has been registered so far. One instance per service collection, filled while the container is being set up.</summary>
internal sealed class QuotaKitRegistrations
{
    /// <summary>The QuotaKit section; null until one is given, and then the host's own section of that name is used.</summary>
    public IConfiguration? Section { get; set; }

    /// <summary>The vendors whose settings are known, by the name of their section.</summary>
    public Dictionary<string, QuotaVendorRegistration> Vendors { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The vendors whose accounts are looked for in the configuration and the environment.</summary>
    public HashSet<QuotaVendorRegistration> Discovered { get; } = [];

    /// <summary>The accounts added in code.</summary>
    public List<AccountRegistration> Accounts { get; } = [];

    /// <summary>Providers that are not one of the vendors'.</summary>
    public List<(Type Type, Func<IServiceProvider, IQuotaProvider> Create)> Others { get; } = [];

    /// <summary>The settings in force in a container with this configuration.</summary>
    public QuotaKitSettings SettingsWith(IConfiguration? hostConfiguration) =>
        new(Vendors.Keys, Section ?? hostConfiguration?.GetSection(QuotaKitSettings.Name));
}
