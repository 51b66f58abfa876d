using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Cli.Formatting;
using QuotaKit.Http;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Accounts;

/// <summary>The accounts that there are, and what has to live while they are read.</summary>
/// <param name="services">What they are made in.</param>
/// <param name="originOf">Where an account's key comes from; null when there is none.</param>
/// <param name="only">The one account to use; null for all.</param>
/// <param name="simulator">The vendors of the demo.</param>
internal sealed class AccountSet(
    ServiceProvider services, Func<AccountName, string?> originOf, string? only = null, QuotaSimulator? simulator = null) : IAsyncDisposable
{
    /// <summary>The config file in force; null when there is none.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Lets something happen in the accounts of the demo; null for real ones, where that happens by itself.</summary>
    public Action? PassTime { get; init; }

    /// <summary>All of them; there may be none.</summary>
    public IReadOnlyList<IQuotaProvider> All { get; } =
        [.. services.GetRequiredService<IEnumerable<IQuotaProvider>>().Where(p => only is null || IsNamed(p, only))];

    /// <summary>The accounts of these names, in this order; all of them when no name is given.</summary>
    /// <exception cref="QuotaConfigurationException">There is no account at all, or none of such a name.</exception>
    public IReadOnlyList<IQuotaProvider> Choose(IReadOnlyList<string> names)
    {
        if (All.Count == 0)
            throw new QuotaConfigurationException("",
                "No account is configured. Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY, "
                + (ConfigFile is null ? $"write a config file ({Accounts.ConfigFile.DefaultPath})" : $"write an ApiKey into the config file {ConfigFile}, which has none")
                + ", or try --demo, which needs no key.");
        return names.Count == 0 ? All : [.. names.Select(Find).Distinct()];
    }

    /// <summary>Where an account's key comes from; null when there is none.</summary>
    public string? KeyOriginOf(AccountName account) => originOf(account);

    /// <summary>An account's settings.</summary>
    /// <exception cref="QuotaConfigurationException">One of them is wrong.</exception>
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
            // The doctor knocks where no vendor serves anything. A wrong request of any other kind is a bug of ours, and stays one.
        }
    }

    private static bool IsNamed(IQuotaProvider provider, string name) => string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase);

    private IQuotaProvider Find(string name) => All.FirstOrDefault(p => IsNamed(p, name))
        ?? throw (VendorEntry.Find(name) is { Identity: var vendor }
            ? new QuotaConfigurationException(vendor.Id, $"{vendor.Id} has no API key. Set {vendor.EnvironmentVariable}. There are: {Printable.List(All.Select(p => p.Name))}.")
            : Misuse.NoSuch("There is no account", name, $"There are: {Printable.List(All.Select(p => p.Name))}. 'quotakit --help' says where keys are read from."));
}
