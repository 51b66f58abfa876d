using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace QuotaKit;

/// <summary>The providers of a container: those added in code, and those whose keys were found.</summary>
/// <remarks>Found when first asked for, because the configuration is only complete then.</remarks>
internal sealed partial class QuotaProviderRegistry : IDisposable
{
    private readonly Dictionary<string, IQuotaProvider> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly IDisposable? _reloads;

    // The others are the container's, which disposes them.
    private readonly IReadOnlyList<IQuotaProvider> _created;

    public QuotaProviderRegistry(IServiceProvider services, QuotaKitRegistrations registrations, QuotaKitSettings settings)
    {
        // The list of providers is this registry's, so one that was registered past it would never be asked.
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IQuotaProvider)) == true)
            throw new QuotaConfigurationException("", "An IQuotaProvider was registered as a service. Add it with AddQuotaKit().AddProvider<T>() instead.");
        settings.ReadClientOptions(new QuotaClientOptions());
        foreach (var (section, reader) in settings.Unread())
            SectionIgnored(services.GetRequiredService<ILoggerFactory>().CreateLogger("QuotaKit"), section, reader);

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

    /// <summary>The accounts that could not be created, and why.</summary>
    public IEnumerable<QuotaConfigurationException> Problems => Providers.OfType<MisconfiguredProvider>().Select(p => p.Problem);

    public IQuotaProvider Get(string name) => _byName.GetValueOrDefault(name) ?? throw new QuotaConfigurationException(
        QuotaNames.Split(name).Provider,
        $"There is no provider named '{name}'. There {(_byName.Count == 0 ? "are none at all" : $"are: {string.Join(", ", _byName.Keys)}")}.");

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
            var found = registrations.Discovered.Contains(vendor) ? vendor.FindAccounts(settings) : [];
            foreach (var account in found.Where(name => !accounts.Exists(a => a.IsOf(vendor, name))))
                accounts.Add(new AccountRegistration(vendor, account, vendor.SharedHttpClientName));
            // With a misspelt key there is no account whose settings would be read: the default one tells the mistake.
            if (!accounts.Exists(a => a.Vendor == vendor) && vendor.HasMistakes(settings))
                accounts.Add(new AccountRegistration(vendor, QuotaNames.DefaultAccount, vendor.SharedHttpClientName));
        }

        return accounts;
    }

    private static IQuotaProvider Create(IServiceProvider services, AccountRegistration account) =>
        MisconfiguredProvider.Instead(QuotaNames.Of(account.Vendor.Vendor.Id, account.Account), () => account.Vendor.Create(services, account));

    private static IQuotaProvider Create(IServiceProvider services, Type type, Func<IServiceProvider, IQuotaProvider> create)
    {
        var name = type.FullName ?? type.Name;
        return MisconfiguredProvider.Instead(name, () =>
        {
            try
            {
                var provider = create(services);
                return !string.IsNullOrWhiteSpace(provider.Name) ? provider : throw new QuotaConfigurationException("", "It has no Name.");
            }
            catch (Exception e)
            {
                var (reason, cause) = e is QuotaConfigurationException ? (e.Message, e)
                    : ($"Its constructor, or a service that it needs, failed with {e.GetType().Name}.", KeyFreeException.Of(e));
                throw new QuotaConfigurationException(
                    name, $"The provider {name} could not be created, and goes by the name of its type because its own is not known. {reason} The next call tries again.", cause);
            }
        });
    }

    [LoggerMessage(5, LogLevel.Warning, "The settings in '{Section}' are ignored: {Reader} reads them, and is not in this app")]
    private static partial void SectionIgnored(ILogger logger, string section, string reader);
}
