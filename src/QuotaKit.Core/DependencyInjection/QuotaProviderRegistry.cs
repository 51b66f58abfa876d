using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace QuotaKit;

/// <summary>The providers of a container: those added in code, and those whose keys were found.</summary>
/// <remarks>Found when first asked for, because the configuration is only complete then.</remarks>
internal sealed class QuotaProviderRegistry : IDisposable
{
    private readonly Dictionary<string, IQuotaProvider> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly IDisposable? _reloads;

    // The others are the container's, which disposes them.
    private readonly IReadOnlyList<IQuotaProvider> _created;

    public QuotaProviderRegistry(IServiceProvider services, QuotaKitRegistrations registrations, QuotaKitSection section)
    {
        // The list of providers is this registry's, so one that was registered past it would never be asked.
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IQuotaProvider)) == true)
            throw new QuotaConfigurationException("", "An IQuotaProvider was registered as a service. Add it with AddQuotaKit().AddProvider<T>() instead.");
        var accounts = FindAccounts(registrations, section.Value);
        RefuseUnknown(registrations, section.Value, accounts);
        _created = [.. accounts.Select(a => Create(services, a))];
        Providers = [.. _created, .. registrations.Others.Select(create => create(services))];
        foreach (var provider in Providers)
        {
            if (!_byName.TryAdd(provider.Name, provider))
                throw new QuotaConfigurationException("", $"Two providers are named '{provider.Name}'. Give one of them another name.");
        }

        if (section.Value is { } configuration)
        {
            _reloads = ChangeToken.OnChange(configuration.GetReloadToken, () =>
            {
                foreach (var account in accounts)
                    account.Vendor.Forget(services, account.Account);
            });
        }
    }

    public IReadOnlyList<IQuotaProvider> Providers { get; }

    /// <exception cref="QuotaConfigurationException">The settings of an account are wrong.</exception>
    public void ThrowIfMisconfigured()
    {
        QuotaConfigurationException[] problems = [.. Providers.OfType<MisconfiguredProvider>().Select(p => p.Problem)];
        if (problems.Length > 0)
            throw problems.Length == 1 ? problems[0] : new QuotaConfigurationException("", string.Join(" ", problems.Select(p => p.Message)));
    }

    public IQuotaProvider Get(string name) => _byName.GetValueOrDefault(name) ?? throw new QuotaConfigurationException(
        QuotaNames.Split(name).Provider,
        $"There is no provider named '{name}'. There {(_byName.Count == 0 ? "are none at all" : $"are: {string.Join(", ", _byName.Keys)}")}.");

    public void Dispose()
    {
        _reloads?.Dispose();
        foreach (var provider in _created)
            (provider as IDisposable)?.Dispose();
    }

    private static List<AccountRegistration> FindAccounts(QuotaKitRegistrations registrations, IConfiguration? section)
    {
        var accounts = registrations.Accounts.ToList();
        foreach (var vendor in registrations.Vendors.Values.Where(registrations.Discovered.Contains))
        {
            foreach (var account in vendor.FindAccounts(section))
            {
                if (!accounts.Exists(a => a.IsOf(vendor, account)))
                    accounts.Add(new AccountRegistration(vendor, account, vendor.SharedHttpClientName));
            }
        }

        return accounts;
    }

    private static IQuotaProvider Create(IServiceProvider services, AccountRegistration account) =>
        MisconfiguredProvider.Instead(QuotaNames.Of(account.Vendor.Vendor.Id, account.Account), () => account.Vendor.Create(services, account));

    private static void RefuseUnknown(QuotaKitRegistrations registrations, IConfiguration? section, List<AccountRegistration> accounts)
    {
        if (section is null)
            return;
        var settings = new QuotaSettings(section, "", [.. registrations.Vendors.Keys]);
        ReadClientOptions(settings, new QuotaClientOptions());
        settings.RefuseUnknown();

        // A misspelt key is found here: with it, there is no account whose settings would be read.
        foreach (var (name, vendor) in registrations.Vendors)
        {
            if (!accounts.Exists(a => a.Vendor == vendor))
                vendor.CheckSettings(section.GetSection(name));
        }
    }

    /// <summary>What stands directly in the QuotaKit section.</summary>
    internal static void ReadClientOptions(QuotaSettings settings, QuotaClientOptions options)
    {
        settings.Duration(nameof(options.CacheDuration), v => options.CacheDuration = v);
        settings.Duration(nameof(options.FailureCacheDuration), v => options.FailureCacheDuration = v);
        settings.Duration(nameof(options.DocumentDuration), v => options.DocumentDuration = v);
        settings.WholeNumber(nameof(options.CallsPerVendor), v => options.CallsPerVendor = v);
    }
}
