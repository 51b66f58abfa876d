using Microsoft.Extensions.Configuration;

namespace QuotaKit;

/// <summary>Collects the vendors and accounts that are added to a service collection. There is one instance for each collection.</summary>
internal sealed class QuotaKitRegistrations
{
    /// <summary>The section to read settings from; null means the section <c>QuotaKit</c> of the host's configuration.</summary>
    public IConfiguration? Section { get; set; }

    /// <summary>The registered vendors, by the name of their section.</summary>
    public Dictionary<string, ContainerVendor> Vendors { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The vendors whose accounts are added when their keys are in the configuration or the environment.</summary>
    public HashSet<ContainerVendor> Discovered { get; } = [];

    /// <summary>The accounts added in code.</summary>
    public List<AccountRegistration> Accounts { get; } = [];

    /// <summary>The providers added by type.</summary>
    public List<(Type Type, Func<IServiceProvider, IQuotaProvider> Create)> Others { get; } = [];

    /// <summary>The reserved sections of the settings that an added feature reads.</summary>
    public HashSet<string> SectionsRead { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates the settings for a container.</summary>
    /// <param name="hostConfiguration">The host's configuration; null when there is none.</param>
    public QuotaKitSettings SettingsWith(IConfiguration? hostConfiguration) =>
        new(Vendors.Keys, Section ?? hostConfiguration?.GetSection(QuotaKitSettings.Name));
}
