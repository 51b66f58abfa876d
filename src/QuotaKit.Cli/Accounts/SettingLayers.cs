using Microsoft.Extensions.Configuration;

namespace QuotaKit.Cli.Accounts;

/// <summary>The settings in force, and where each comes from.</summary>
internal sealed class SettingLayers
{
    private const string SectionName = "QuotaKit";

    // The weakest first.
    private readonly List<(IReadOnlyDictionary<string, string?> Values, Func<string, string> Origin)> _layers = [];

    /// <exception cref="QuotaConfigurationException">The config file is wrong.</exception>
    public SettingLayers(string? configPath, KeyLine? keyLine)
    {
        if (configPath is not null)
            Add(Below(ConfigFile.Read(configPath), SectionName), _ => configPath);
        // As the library has it, QuotaKit__HeyGen__ApiKey wins over HEYGEN_API_KEY; here both win over the file.
        Add(VendorVariables(), setting => VendorEntry.All.First(v => setting == new AccountName(v, AccountName.Default).KeySetting).Identity.EnvironmentVariable);
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(SectionName);
        Add(Below(environment, SectionName).Where(s => !IsEmptyKey(s)), setting => setting.Replace(":", "__", StringComparison.Ordinal));
        if (keyLine is not null)
            Add([new(keyLine.Account.KeySetting, keyLine.Key)], _ => "stdin");
    }

    /// <summary>All of them, each from the strongest that has it.</summary>
    public IConfigurationSection ToSection()
    {
        var builder = new ConfigurationBuilder();
        foreach (var (values, _) in _layers)
            builder.AddInMemoryCollection(values);
        return builder.Build().GetSection(SectionName);
    }

    /// <summary>Where a setting comes from; null when nobody sets it.</summary>
    public string? OriginOf(string setting) =>
        Enumerable.Reverse(_layers).FirstOrDefault(l => l.Values.TryGetValue(setting, out var value) && !string.IsNullOrWhiteSpace(value)) is { Origin: { } origin }
            ? origin(setting)
            : null;

    private void Add(IEnumerable<KeyValuePair<string, string?>> values, Func<string, string> origin) =>
        _layers.Add((new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase), origin));

    private static IEnumerable<KeyValuePair<string, string?>> VendorVariables() =>
        from vendor in VendorEntry.All
        let setting = new AccountName(vendor, AccountName.Default).KeySetting
        select new KeyValuePair<string, string?>(setting, Environment.GetEnvironmentVariable(vendor.Identity.EnvironmentVariable)) into key
        where !IsEmptyKey(key)
        select key;

    /// <summary>An empty key is a placeholder, and must not hide one that is set elsewhere.</summary>
    private static bool IsEmptyKey(KeyValuePair<string, string?> setting) =>
        setting.Key.EndsWith(":ApiKey", StringComparison.OrdinalIgnoreCase) && string.IsNullOrWhiteSpace(setting.Value);

    private static IEnumerable<KeyValuePair<string, string?>> Below(IConfiguration section, string path) =>
        section.GetChildren().SelectMany(child =>
        {
            var childPath = $"{path}:{child.Key}";
            var below = Below(child, childPath).ToList();
            return below.Count == 0 || child.Value is not null ? below.Prepend(new(childPath, child.Value)) : below;
        }).Concat(path == SectionName && section is IConfigurationSection { Value: { } value } ? [new(path, value)] : []);
}
