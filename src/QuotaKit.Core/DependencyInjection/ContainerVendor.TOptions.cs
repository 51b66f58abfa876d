using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Creates the providers of one vendor in a container, with options of this type.</summary>
internal sealed class ContainerVendor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    QuotaVendorRegistration<TOptions> registration) : ContainerVendor(registration)
    where TOptions : QuotaProviderOptions
{
    public override IQuotaProvider CreateProvider(IServiceProvider services, AccountRegistration account)
    {
        // The options are validated before the client is created, because the HTTP factory keeps the handler that belongs to them.
        var attemptTimeout = AttemptTimeoutOf(services, account.Account);
        return registration.CreateProvider(new QuotaProviderContext<TOptions>(() => OptionsOf(services, account.Account))
        {
            HttpClient = account.HttpClientName == SharedHttpClientName && QuotaHttp.IsShort(attemptTimeout)
                ? services.GetRequiredService<ShortAttemptHandlers>().CreateClient(attemptTimeout)
                : services.GetRequiredService<IHttpClientFactory>().CreateClient(account.HttpClientName),
            TimeProvider = services.GetRequiredService<TimeProvider>(),
            Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger($"QuotaKit.{registration.Vendor.Id}"),
        });
    }

    /// <exception cref="QuotaConfigurationException">The account's settings are invalid.</exception>
    public TimeSpan AttemptTimeoutOf(IServiceProvider services, string account) =>
        CallSettings.Create(OptionsOf(services, account)).Resilience.AttemptTimeout;

    public override void Forget(IServiceProvider services, string account) =>
        services.GetRequiredService<IOptionsMonitorCache<TOptions>>().TryRemove(OptionsNames.Of(registration, account));

    private TOptions OptionsOf(IServiceProvider services, string account)
    {
        try
        {
            var options = services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(OptionsNames.Of(registration, account));
            // The account keeps the name that it was added with, even if code has set another.
            options.Account = account;
            return options;
        }
        catch (Exception e)
        {
            // The cache also keeps failures: without this, options that a vault could not give once would fail forever.
            Forget(services, account);
            throw e switch
            {
                QuotaConfigurationException => e,
                // The application's own validation of the options.
                OptionsValidationException invalid => Wrong(string.Join(" ", invalid.Failures)),
                _ => Wrong($"the code that sets its options failed with {e.GetType().Name}. The next call tries again."),
            };

            QuotaConfigurationException Wrong(string problem)
            {
                var id = registration.Vendor.Id;
                return new(id, $"{QuotaNames.Of(id, account)}: {problem}", KeyFreeException.Of(e)) { Account = account };
            }
        }
    }
}
