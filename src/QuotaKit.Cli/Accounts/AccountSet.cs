using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Accounts;

/// <summary>The accounts that there are, and what has to live while they are read.</summary>
internal sealed class AccountSet(ServiceProvider services, VendorSimulator? simulator = null) : IAsyncDisposable
{
    private readonly IReadOnlyList<IQuotaProvider> _all = [.. services.GetRequiredService<IEnumerable<IQuotaProvider>>()];

    /// <summary>The accounts of these names, in this order; all of them when no name is given.</summary>
    /// <exception cref="QuotaConfigurationException">There is no account at all, or none of such a name.</exception>
    public IReadOnlyList<IQuotaProvider> Choose(IReadOnlyList<string> names)
    {
        if (_all.Count == 0)
            throw new QuotaConfigurationException("",
                "No account is configured. Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY, or try --demo, which needs no key.");
        return names.Count == 0 ? _all : [.. names.Select(Find).Distinct()];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (simulator is not null)
            await simulator.DisposeAsync();
    }

    private IQuotaProvider Find(string name) =>
        _all.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new QuotaConfigurationException("", $"There is no account '{name}'. There are: {string.Join(", ", _all.Select(p => p.Name))}. 'quotakit --help' says where keys are read from.");
}
