using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Cli.Accounts;

/// <summary>The user's own accounts.</summary>
internal static class ConfiguredAccounts
{
    /// <exception cref="QuotaConfigurationException">A setting is wrong.</exception>
    public static AccountSet Open(TimeProvider clock)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var services = new ServiceCollection().AddSingleton(clock);
        services.AddQuotaKit(configuration.GetSection("QuotaKit"));
        return new AccountSet(services.BuildServiceProvider());
    }
}
