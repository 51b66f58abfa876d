using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Cli.Accounts;

/// <summary>Opens the user's own accounts.</summary>
internal static class ConfiguredAccounts
{
    /// <param name="clock">The clock.</param>
    /// <param name="configPath">The value of <c>--config</c>; null searches the usual places.</param>
    /// <param name="keyLine">A key from stdin, whose account is then the only one; null for none.</param>
    /// <exception cref="QuotaConfigurationException">A setting is wrong.</exception>
    public static AccountSet Open(TimeProvider clock, string? configPath, KeyLine? keyLine)
    {
        var file = ConfigFile.Find(configPath);
        var settings = new SettingLayers(file, keyLine);
        var services = new ServiceCollection().AddSingleton(clock);
        services.AddQuotaKit(settings.ToSection()).AddGuard();
        try
        {
            return new AccountSet(services.BuildServiceProvider(), account => settings.OriginOf(account.KeySetting), keyLine?.Account.ToString())
            {
                ConfigFile = file,
            };
        }
        catch (QuotaConfigurationException e) when (settings.HasUnknownVendor())
        {
            var vendors = VendorEntry.All.Select(v => v.Identity.DisplayName).ToArray();
            throw new QuotaConfigurationException(
                "", $"{e.Message} This command knows only {string.Join(", ", vendors[..^1])} and {vendors[^1]}: remove the settings of other vendors.", e);
        }
    }
}
