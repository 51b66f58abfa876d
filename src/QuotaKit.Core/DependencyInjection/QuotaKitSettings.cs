using Microsoft.Extensions.Configuration;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>The settings in force: those of the environment and, over them, those of the section given to AddQuotaKit or else of the host's
/// configuration.</summary>
/// <remarks>The environment is read even when the configuration does not include it, so that no key goes past a gateway that is set there.</remarks>
internal sealed class QuotaKitSettings(IReadOnlyCollection<string> vendors, IConfiguration? configuration)
{
    public const string Name = "QuotaKit";

    // Sections of further packages, and who reads them.
    private static readonly (string Section, string Reader)[] _reserved =
    [
        ("Monitoring", "the package QuotaKit.Monitoring"),
        ("Guard", "the guard"),
        ("Budgets", "the guard"),
        ("Concurrency", "the guard"),
        ("Store", "the package QuotaKit.Sqlite or QuotaKit.Postgres"),
        ("Serve", "the package QuotaKit.AspNetCore"),
    ];

    // The weakest first.
    private readonly SettingsLayer[] _layers = configuration is null
        ? [EnvironmentSettings.Read()]
        : [EnvironmentSettings.Read(), new SettingsLayer(configuration, IsEnvironment: false)];

    /// <summary>The configuration, which may be reloaded; null when there is only the environment.</summary>
    public IConfiguration? Configuration => configuration;

    /// <summary>A vendor's settings, the weakest first.</summary>
    public IEnumerable<SettingsLayer> Of(QuotaVendor vendor) => _layers.Select(l => l.Below(vendor.SettingName));

    /// <summary>The sections that are there without the package that reads them: the name of each, and its reader.</summary>
    public IEnumerable<(string Section, string Reader)> Unread() =>
        from reserved in _reserved
        let found = Enumerable.Reverse(_layers).Where(l => l.Section.GetSection(reserved.Section).Exists()).Take(1)
        from layer in found
        select (layer.NameOf(layer.Section.GetSection(reserved.Section).Path), reserved.Reader);

    /// <summary>Reads the settings that stand beside the vendors.</summary>
    /// <exception cref="QuotaConfigurationException">One of them is wrong, or there is one that nobody knows.</exception>
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
