using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace QuotaKit;

/// <summary>Creates and holds the providers of a container: those added in code, and those whose keys are in the settings.</summary>
/// <remarks>The container creates it at first use, when the configuration is complete.</remarks>
internal sealed partial class QuotaProviderRegistry : IDisposable
{
    private readonly Dictionary<string, IQuotaProvider> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly IDisposable? _reloads;

    // Only these are disposed here. The container disposes the providers that were added by type.
    private readonly IReadOnlyList<IQuotaProvider> _created;

    public QuotaProviderRegistry(IServiceProvider services, QuotaKitRegistrations registrations, QuotaKitSettings settings)
    {
        // QuotaKit lists only the providers of this registry. It would ignore one that is registered as a service.
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IQuotaProvider)) == true)
            throw new QuotaConfigurationException("", "An IQuotaProvider was registered as a service. Add it with AddQuotaKit().AddProvider<T>() instead.");
        settings.ReadClientOptions(new QuotaClientOptions());
        foreach (var (section, owner) in settings.Unread(registrations.SectionsRead))
            SectionIgnored(services.GetRequiredService<ILoggerFactory>().CreateLogger("QuotaKit"), section, owner);

        var accounts = FindAccounts(registrations, settings);
        _created = [.. accounts.Select(a => Create(services, a))];
        Providers = [.. _created, .. registrations.Others.Select(o => Create(services, o.Type, o.Create))];
        foreach (var provider in Providers)
        {
            if (!_byName.TryAdd(provider.Name, provider))
                throw new QuotaConfigurationException("", $"Two providers are named '{provider.Name}'. Give one of them another name.");
        }

        if (settings.Configuration is { } configuration)
        {
            _reloads = ChangeToken.OnChange(configuration.GetReloadToken, () =>
            {
                foreach (var account in accounts)
                    account.Vendor.Forget(services, account.Account);
            });
        }
    }

    public IReadOnlyList<IQuotaProvider> Providers { get; }

    /// <summary>The errors of the accounts that could not be created.</summary>
    public IEnumerable<QuotaConfigurationException> Problems => Providers.OfType<MisconfiguredProvider>().Select(p => p.Problem);

    /// <summary>Returns the provider of an account.</summary>
    /// <exception cref="QuotaConfigurationException">There is no such account.</exception>
    public IQuotaProvider Get(string name) => _byName.GetValueOrDefault(name) ?? throw new QuotaConfigurationException(
        QuotaNames.Split(name).Provider,
        $"There is no account '{name}'. {(_byName.Count == 0 ? "No account is set up" : $"The accounts are {string.Join(", ", _byName.Keys)}")}.");

    public void Dispose()
    {
        _reloads?.Dispose();
        foreach (var provider in _created)
            (provider as IDisposable)?.Dispose();
    }

    private static List<AccountRegistration> FindAccounts(QuotaKitRegistrations registrations, QuotaKitSettings settings)
    {
        var accounts = registrations.Accounts.ToList();
        foreach (var vendor in registrations.Vendors.Values)
        {
            var found = registrations.Discovered.Contains(vendor) ? VendorSettings.FindAccounts(vendor.Registration.Vendor, settings) : [];
            foreach (var account in found.Where(name => !accounts.Exists(a => a.IsOf(vendor, name))))
                accounts.Add(new AccountRegistration(vendor, account, vendor.SharedHttpClientName));
            // A misspelt setting, such as ApiKy, may leave a vendor without accounts. The default account is added to report it.
            if (!accounts.Exists(a => a.Vendor == vendor) && VendorSettings.HasMistakes(vendor.Registration, settings))
                accounts.Add(new AccountRegistration(vendor, QuotaNames.DefaultAccount, vendor.SharedHttpClientName));
        }

        return accounts;
    }

    private static IQuotaProvider Create(IServiceProvider services, AccountRegistration account) =>
        MisconfiguredProvider.Instead(
            QuotaNames.Of(account.Vendor.Registration.Vendor.Id, account.Account), () => account.Vendor.CreateProvider(services, account));

    private static IQuotaProvider Create(IServiceProvider services, Type type, Func<IServiceProvider, IQuotaProvider> create)
    {
        var name = type.FullName ?? type.Name;
        return MisconfiguredProvider.Instead(name, () =>
        {
            try
            {
                var provider = create(services);
                return !string.IsNullOrWhiteSpace(provider.Name) ? provider : throw new QuotaConfigurationException("", "Its Name is empty.");
            }
            catch (Exception e)
            {
                var (reason, cause) = e is QuotaConfigurationException ? (e.Message, e)
                    : ($"Its constructor, or a service that it needs, failed with {e.GetType().Name}.", KeyFreeException.Of(e));
                throw new QuotaConfigurationException(
                    name,
                    $"The provider {name} could not be created, so its account has the name of its type. {reason} The next call tries again.",
                    cause);
            }
        });
    }

    [LoggerMessage(5, LogLevel.Warning, "The settings in '{Section}' are ignored: they belong to {Owner}, which this app does not use")]
    private static partial void SectionIgnored(ILogger logger, string section, string owner);
}
