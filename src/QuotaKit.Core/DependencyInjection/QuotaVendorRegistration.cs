using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>How a vendor's provider is made in a container, with options of its own.</summary>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
/// <param name="vendor">The vendor.</param>
/// <param name="create">Makes a provider.</param>
/// <param name="readSettings">Reads what the vendor's section holds besides the settings that every vendor has; null when that is nothing.</param>
public sealed class QuotaVendorRegistration<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    QuotaVendor vendor,
    Func<QuotaProviderContext<TOptions>, IQuotaProvider> create,
    Action<QuotaSettings, TOptions>? readSettings = null) : VendorRegistration(vendor)
    where TOptions : QuotaProviderOptions
{
    /// <summary>Reads a section strictly into options: the vendor's, or one of its accounts'.</summary>
    internal void ReadSettings(IConfigurationSection section, TOptions options, bool isAccount = false)
    {
        var settings = new QuotaSettings(section, Vendor.Id, isAccount ? [] : [QuotaSettings.Accounts]);
        settings.ReadCommon(options);
        readSettings?.Invoke(settings, options);
        settings.RefuseUnknown();
    }

    internal override void CheckSettings(IConfigurationSection own) => ReadSettings(own, Activator.CreateInstance<TOptions>());

    internal override IQuotaProvider Create(IServiceProvider services, AccountRegistration account)
    {
        var monitor = services.GetRequiredService<IOptionsMonitor<TOptions>>();
        return create(new QuotaProviderContext<TOptions>(() => OptionsOf(monitor, account.Account))
        {
            HttpClient = services.GetRequiredService<IHttpClientFactory>().CreateClient(account.HttpClientName),
            TimeProvider = services.GetRequiredService<TimeProvider>(),
            Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger($"QuotaKit.{Vendor.Id}"),
        });
    }

    internal override void Forget(IServiceProvider services, string account) =>
        services.GetRequiredService<IOptionsMonitorCache<TOptions>>().TryRemove(OptionsNames.Of(account));

    private TOptions OptionsOf(IOptionsMonitor<TOptions> monitor, string account)
    {
        try
        {
            return monitor.Get(OptionsNames.Of(account));
        }
        catch (Exception e) when (e is not (QuotaConfigurationException or OptionsValidationException))
        {
            throw new QuotaConfigurationException(
                Vendor.Id, $"{QuotaNames.Of(Vendor.Id, account)}: the code that sets its options failed with {e.GetType().Name}.", e)
            { Account = account };
        }
        catch (OptionsValidationException e)
        {
            // A check of the application's own.
            throw new QuotaConfigurationException(Vendor.Id, $"{QuotaNames.Of(Vendor.Id, account)}: {string.Join(" ", e.Failures)}", e) { Account = account };
        }
    }
}
