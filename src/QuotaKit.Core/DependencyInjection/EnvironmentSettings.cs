using System.Collections;
using Microsoft.Extensions.Configuration;

namespace QuotaKit;

/// <summary>Reads the variables named <c>QuotaKit__…</c>, as a host's configuration does.</summary>
internal static class EnvironmentSettings
{
    /// <exception cref="QuotaConfigurationException">Two variables differ in their values and only in the case of their names.</exception>
    public static SettingsLayer Read()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var (name, value) = ((string)variable.Key, (string?)variable.Value);
            var path = name.Replace("__", ":", StringComparison.Ordinal);
            if (!$"{path}:".StartsWith($"{QuotaKitSettings.Name}:", StringComparison.OrdinalIgnoreCase))
                continue;
            // Their order is not defined: to take either could send a key past a gateway.
            if (!settings.TryAdd(path, value) && settings[path] != value)
                throw new QuotaConfigurationException("", $"The environment variables '{names[path]}' and '{name}' are one setting with two values. Unset one of them.");
            names[path] = name;
        }

        return new SettingsLayer(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(QuotaKitSettings.Name), IsEnvironment: true);
    }
}
