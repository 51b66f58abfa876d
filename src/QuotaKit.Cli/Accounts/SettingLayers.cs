using Microsoft.Extensions.Configuration;
using QuotaKit.Http;

namespace QuotaKit.Cli.Accounts;

/// <summary>The settings of all sources, and the source of each.</summary>
internal sealed class SettingLayers
{
    // Later layers win.
    private readonly List<(IReadOnlyDictionary<string, string?> Values, Func<string, string> Origin)> _layers = [];

    /// <exception cref="QuotaConfigurationException">The config file is wrong.</exception>
    public SettingLayers(string? configPath, KeyLine? keyLine)
    {
        if (configPath is not null)
            Add(Below(ConfigFile.Read(configPath), QuotaVendor.RootSection), _ => configPath);
        // As in the library, QuotaKit__HeyGen__ApiKey wins over HEYGEN_API_KEY. Both win over the file.
        Add(VendorVariables(), setting => VendorEntry.All.First(v => setting == AccountName.DefaultOf(v).KeySetting).Identity.EnvironmentVariable);
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(QuotaVendor.RootSection);
        Add(Below(environment, QuotaVendor.RootSection).Where(s => !IsEmptyKey(s)), setting => setting.Replace(":", "__", StringComparison.Ordinal));
        if (keyLine is not null)
            Add([new(keyLine.Account.KeySetting, keyLine.Key)], _ => "stdin");
    }

    /// <summary>Merges the layers into the section <c>QuotaKit</c>.</summary>
    public IConfigurationSection ToSection()
    {
        var builder = new ConfigurationBuilder();
        foreach (var (values, _) in _layers)
            builder.AddInMemoryCollection(values);
        return builder.Build().GetSection(QuotaVendor.RootSection);
    }

    /// <summary>Returns the source of a setting; null when it is not set.</summary>
    public string? OriginOf(string setting) =>
        Enumerable.Reverse(_layers)
            .Where(l => l.Values.TryGetValue(setting, out var value) && !string.IsNullOrWhiteSpace(value))
            .Select(l => l.Origin(setting))
            .FirstOrDefault();

    /// <summary>Returns whether a section that is no vendor's holds keys or accounts as a vendor's section does.</summary>
    public bool HasUnknownVendor() => ToSection().GetChildren().Any(section =>
        section.GetChildren().Any(s => IsNamed(s, nameof(QuotaProviderOptions.ApiKey)) || IsNamed(s, QuotaVendor.AccountsSection))
        && !VendorEntry.All.Any(v => IsNamed(section, v.Identity.SettingName)));

    private void Add(IEnumerable<KeyValuePair<string, string?>> values, Func<string, string> origin) =>
        _layers.Add((new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase), origin));

    private static IEnumerable<KeyValuePair<string, string?>> VendorVariables() =>
        from vendor in VendorEntry.All
        let value = Environment.GetEnvironmentVariable(vendor.Identity.EnvironmentVariable)
        where !string.IsNullOrWhiteSpace(value)
        select new KeyValuePair<string, string?>(AccountName.DefaultOf(vendor).KeySetting, value);

    /// <summary>Returns whether the setting is an empty key. Such a placeholder must not hide a key from a weaker source.</summary>
    private static bool IsEmptyKey(KeyValuePair<string, string?> setting) =>
        setting.Key.EndsWith(":ApiKey", StringComparison.OrdinalIgnoreCase) && string.IsNullOrWhiteSpace(setting.Value);

    private static bool IsNamed(IConfigurationSection section, string name) => string.Equals(section.Key, name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, string?>> Below(IConfiguration section, string path) =>
        section.GetChildren().SelectMany(child =>
        {
            var childPath = $"{path}:{child.Key}";
            var below = Below(child, childPath).ToList();
            return below.Count == 0 || child.Value is not null ? below.Prepend(new(childPath, child.Value)) : below;
        }).Concat(path == QuotaVendor.RootSection && section is IConfigurationSection { Value: { } value } ? [new(path, value)] : []);
}
