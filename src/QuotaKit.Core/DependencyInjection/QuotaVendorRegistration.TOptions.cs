using System.Diagnostics.CodeAnalysis;
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
    Action<QuotaSettings, TOptions>? readSettings = null) : QuotaVendorRegistration(vendor)
    where TOptions : QuotaProviderOptions
{
    /// <summary>Reads an account's settings strictly: the vendor's own, which all its accounts share, and over them the account's.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is wrong or unknown.</exception>
    internal void ReadSettings(QuotaKitSettings settings, string account, TOptions options)
    {
        var isDefault = QuotaNames.IsDefault(account);
        options.Account = account;
        if (isDefault && KeyInEnvironment() is { } key)
            options.ApiKey = key;
        foreach (var layer in settings.Of(Vendor))
            ReadSettings(layer, options, isAccount: false);
        if (isDefault)
            return;

        // An account shares the vendor's settings, such as the address of a gateway, but never its key.
        options.ApiKey = "";
        foreach (var layer in settings.Of(Vendor))
            ReadSettings(layer.Below(QuotaVendor.AccountsSection).Below(account), options, isAccount: true);
    }

    internal override bool HasMistakes(QuotaKitSettings settings)
    {
        try
        {
            ReadSettings(settings, QuotaNames.DefaultAccount, Activator.CreateInstance<TOptions>());
            return false;
        }
        catch (QuotaConfigurationException)
        {
            return true;
        }
    }

    internal override IQuotaProvider Create(QuotaKitSettings settings, string account)
    {
        var options = Activator.CreateInstance<TOptions>();
        ReadSettings(settings, account, options);
        return create(new QuotaProviderContext<TOptions>(options));
    }

    internal override IQuotaProvider Create(IServiceProvider services, AccountRegistration account)
    {
        // Validated before the client is created, because the factory keeps the handler that goes with them.
        var attemptTimeout = AttemptTimeoutOf(services, account.Account);
        return create(new QuotaProviderContext<TOptions>(Options)
        {
            HttpClient = account.HttpClientName == SharedHttpClientName && QuotaHttp.IsShort(attemptTimeout)
                ? services.GetRequiredService<ShortAttemptHandlers>().CreateClient(attemptTimeout)
                : services.GetRequiredService<IHttpClientFactory>().CreateClient(account.HttpClientName),
            TimeProvider = services.GetRequiredService<TimeProvider>(),
            Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger($"QuotaKit.{Vendor.Id}"),
        });

        TOptions Options() => OptionsOf(services, account.Account);
    }

    /// <exception cref="QuotaConfigurationException">The account's settings are wrong.</exception>
    internal TimeSpan AttemptTimeoutOf(IServiceProvider services, string account) =>
        CallSettings.Create(OptionsOf(services, account)).Resilience.AttemptTimeout;

    internal override void Forget(IServiceProvider services, string account) =>
        services.GetRequiredService<IOptionsMonitorCache<TOptions>>().TryRemove(OptionsNames.Of(account));

    private void ReadSettings(SettingsLayer layer, TOptions options, bool isAccount)
    {
        var settings = new QuotaSettings(layer, Vendor.Id);
        if (!isAccount)
            settings.CheckAccounts();
        settings.ReadCommon(options);
        readSettings?.Invoke(settings, options);
        settings.ThrowIfWrong(nameof(options.ApiKey));
    }

    private TOptions OptionsOf(IServiceProvider services, string account)
    {
        try
        {
            var options = services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(OptionsNames.Of(account));
            // The account goes by the name that it was added with, whatever code has set.
            options.Account = account;
            return options;
        }
        catch (Exception e)
        {
            // The cache keeps failures as well: without this, a vault that is down once would be down for good.
            Forget(services, account);
            throw e switch
            {
                QuotaConfigurationException => e,
                // A check of the application's own.
                OptionsValidationException invalid => Wrong(string.Join(" ", invalid.Failures)),
                _ => Wrong($"the code that sets its options failed with {e.GetType().Name}. The next call tries again."),
            };

            QuotaConfigurationException Wrong(string problem) =>
                new(Vendor.Id, $"{QuotaNames.Of(Vendor.Id, account)}: {problem}", KeyFreeException.Of(e)) { Account = account };
        }
    }
}
