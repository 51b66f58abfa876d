using Microsoft.Extensions.Configuration;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Holds the settings of an app: the environment variables, overridden by a section of the configuration.</summary>
/// <remarks>The environment is read even when the configuration does not include it, so that a gateway set there is always used.</remarks>
internal sealed class QuotaKitSettings(IReadOnlyCollection<string> vendors, IConfiguration? configuration)
{
    /// <summary>The name of the section.</summary>
    public const string Name = QuotaVendor.RootSection;

    // Sections that belong to other packages and features.
    private static readonly (string Section, string Owner)[] _reserved =
    [
        ("Monitoring", "the package QuotaKit.Monitoring"),
        .. GuardSettings.Sections.Select(section => (section, "the guard")),
        ("Store", "the package QuotaKit.Sqlite or QuotaKit.Postgres"),
        ("Serve", "the package QuotaKit.AspNetCore"),
    ];

    private static readonly string[] _clientSettings =
    [
        nameof(QuotaClientOptions.CacheDuration),
        nameof(QuotaClientOptions.FailureCacheDuration),
        nameof(QuotaClientOptions.DocumentDuration),
        nameof(QuotaClientOptions.CallsPerVendor),
    ];

    // A later layer overrides an earlier one.
    private readonly SettingsLayer[] _layers = configuration is null
        ? [EnvironmentSettings.Read()]
        : [EnvironmentSettings.Read(), new SettingsLayer(configuration, IsEnvironment: false)];

    /// <summary>The section of the configuration, which may be reloaded; null when there is only the environment.</summary>
    public IConfiguration? Configuration => configuration;

    /// <summary>Whether a setting of this name next to the vendors' sections already belongs to QuotaKit.</summary>
    public static bool IsTaken(string name) => _clientSettings.Concat(_reserved.Select(r => r.Section)).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns a vendor's settings. A later layer overrides an earlier one.</summary>
    public IEnumerable<SettingsLayer> Of(QuotaVendor vendor) => _layers.Select(l => l.Below(vendor.SettingName));

    /// <summary>Finds sections that belong to packages and features which this app does not use.</summary>
    /// <param name="read">The sections that this app uses.</param>
    public IEnumerable<(string Section, string Owner)> Unread(IReadOnlySet<string> read) =>
        from reserved in _reserved
        where !read.Contains(reserved.Section)
        let found = Enumerable.Reverse(_layers).Where(l => l.Section.GetSection(reserved.Section).Exists()).Take(1)
        from layer in found
        select (layer.NameOf(layer.Section.GetSection(reserved.Section).Path), reserved.Owner);

    /// <summary>Reads the settings of the guard.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is invalid or unknown.</exception>
    public void ReadGuardOptions(QuotaGuardOptions options) => GuardSettings.Read(_layers, options);

    /// <summary>Reads the client's settings, which are next to the vendors' sections.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is invalid or unknown.</exception>
    public void ReadClientOptions(QuotaClientOptions options)
    {
        foreach (var layer in _layers)
        {
            var settings = new QuotaSettings(layer, "", vendors);
            settings.Duration(nameof(options.CacheDuration), v => options.CacheDuration = v);
            settings.Duration(nameof(options.FailureCacheDuration), v => options.FailureCacheDuration = v);
            settings.Duration(nameof(options.DocumentDuration), v => options.DocumentDuration = v);
            settings.WholeNumber(nameof(options.CallsPerVendor), v => options.CallsPerVendor = v);
            settings.Reserve(_reserved.Select(r => r.Section));
            settings.ThrowIfWrong(vendors.Count > 0 ? $"{vendors.First()}:ApiKey" : nameof(options.CacheDuration));
        }
    }
}
