using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Cli.Formatting;
using QuotaKit.Http;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Accounts;

/// <summary>The accounts of one run, and the services and simulated vendors that they need. Disposing it ends them all.</summary>
/// <param name="services">The container of the accounts.</param>
/// <param name="originOf">Returns where an account's key comes from; null when there is no key.</param>
/// <param name="only">The name of the one account to use; null uses all.</param>
/// <param name="simulator">The simulated vendors of the demo; null for real vendors.</param>
internal sealed class AccountSet(
    ServiceProvider services, Func<AccountName, string?> originOf, string? only = null, QuotaSimulator? simulator = null) : IAsyncDisposable
{
    /// <summary>The config file in use; null when there is none.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Whether the vendors are simulated.</summary>
    public bool IsDemo => simulator is not null;

    /// <summary>Spends something in the simulated accounts, so that a watch has changes to show; null for real accounts.</summary>
    public Action? PassTime { get; init; }

    /// <summary>All accounts; may be empty.</summary>
    public IReadOnlyList<IQuotaProvider> All { get; } =
        [.. services.GetRequiredService<IEnumerable<IQuotaProvider>>().Where(p => only is null || IsNamed(p, only))];

    /// <summary>Returns the accounts of these names, in this order; all accounts when no name is given.</summary>
    /// <exception cref="QuotaConfigurationException">No account is configured, or none has such a name.</exception>
    public IReadOnlyList<IQuotaProvider> Choose(IReadOnlyList<string> names)
    {
        if (All.Count == 0)
            throw new QuotaConfigurationException("",
                "No account is configured. Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY, "
                + (ConfigFile is null
                    ? $"write a config file ({Accounts.ConfigFile.DefaultPath})"
                    : $"write an ApiKey into the config file {ConfigFile}, which has none")
                + ", or try --demo, which needs no key.");
        return names.Count == 0 ? All : [.. names.Select(Find).Distinct()];
    }

    /// <summary>The settings of the guard, such as its budgets.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is wrong.</exception>
    public QuotaGuardOptions GuardOptions => services.GetRequiredService<IOptions<QuotaGuardOptions>>().Value;

    /// <summary>Returns the groups of accounts that have the same key, but not the same wallet.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FindSharedKeys(IQuotaClient client)
    {
        try
        {
            return [.. SharedKeys.Find(client, GuardOptions)];
        }
        catch (QuotaConfigurationException)
        {
            // The commands that reserve report a wrong setting of the guard.
            return [];
        }
    }

    /// <summary>Returns where an account's key comes from; null when there is no key.</summary>
    public string? KeyOriginOf(AccountName account) => originOf(account);

    /// <summary>Returns the settings of an account.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is wrong.</exception>
    public QuotaProviderOptions OptionsOf(AccountName account) => account.Vendor.OptionsOf(services, account.Account);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        try
        {
            if (simulator is not null)
                await simulator.DisposeAsync();
        }
        catch (UnexpectedRequestException e) when (e.Requests.All(r => r.Method == "HEAD"))
        {
            // 'quotakit doctor' sends HEAD requests, which the simulated vendors do not know. Any other unexpected request is a bug.
        }
    }

    private static bool IsNamed(IQuotaProvider provider, string name) => QuotaNames.AreSame(provider.Name, name);

    private IQuotaProvider Find(string name)
    {
        if (All.FirstOrDefault(p => IsNamed(p, name)) is { } account)
            return account;
        var existing = $"There are: {Printable.List(All.Select(p => p.Name))}.";
        throw VendorEntry.Find(name) is { Identity: var vendor }
            ? new QuotaConfigurationException(vendor.Id, $"{vendor.Id} has no API key. Set {vendor.EnvironmentVariable}. {existing}")
            : UsageErrors.NoSuch("There is no account", name, $"{existing} 'quotakit --help' says where keys are read from.");
    }
}
