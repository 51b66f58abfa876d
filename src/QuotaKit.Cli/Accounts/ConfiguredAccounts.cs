using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Cli.Accounts;

/// <summary>The user's own accounts.</summary>
internal static class ConfiguredAccounts
{
    /// <param name="clock">The clock.</param>
    /// <param name="configPath">The config file that was named; null for the usual places.</param>
    /// <param name="keyLine">A key from stdin, whose account is then the only one; null for none.</param>
    /// <exception cref="QuotaConfigurationException">A setting is wrong.</exception>
    public static AccountSet Open(TimeProvider clock, string? configPath, KeyLine? keyLine)
    {
        var file = ConfigFile.Find(configPath);
        var settings = new SettingLayers(file, keyLine);
        var services = new ServiceCollection().AddSingleton(clock);
        services.AddQuotaKit(settings.ToSection());
        return new AccountSet(services.BuildServiceProvider(), account => settings.OriginOf(account.KeySetting), keyLine?.Account.ToString()) { ConfigFile = file };
    }
}
