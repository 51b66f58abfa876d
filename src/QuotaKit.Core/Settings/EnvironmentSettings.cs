using System.Collections;
using Microsoft.Extensions.Configuration;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Reads the environment variables named <c>QuotaKit__…</c> by the rules of .NET's configuration.</summary>
internal static class EnvironmentSettings
{
    /// <exception cref="QuotaConfigurationException">Two variables have the same name, but for letter case, and different values.</exception>
    public static SettingsLayer Read()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var (name, value) = ((string)variable.Key, (string?)variable.Value);
            var path = name.Replace("__", ":", StringComparison.Ordinal);
            if (!$"{path}:".StartsWith($"{QuotaVendor.RootSection}:", StringComparison.OrdinalIgnoreCase))
                continue;
            // The order of variables is not defined. Choosing one of them could send a key past a gateway that the other one sets.
            if (!settings.TryAdd(path, value) && settings[path] != value)
            {
                throw new QuotaConfigurationException(
                    "", $"The environment variables '{names[path]}' and '{name}' are the same setting with different values. Unset one of them.");
            }

            names[path] = name;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new SettingsLayer(configuration.GetSection(QuotaVendor.RootSection), IsEnvironment: true);
    }
}
