using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Registers QuotaKit without any vendor.</summary>
public static class QuotaKitServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IQuotaClient"/> and what it needs, and each account as a keyed <see cref="IQuotaProvider"/>; a keyed
    /// name that is not there is an error that names those that are. Most apps call <c>AddQuotaKit()</c> of the package QuotaKit,
    /// which adds every vendor whose key is configured; with single vendors' packages, call this and add them.</summary>
    /// <param name="services">The services. Calling again changes nothing.</param>
    /// <returns>The builder to add vendors and accounts with.</returns>
    public static IQuotaKitBuilder AddQuotaKitCore(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.All(s => s.ServiceType != typeof(QuotaKitRegistrations)))
            services.AddSingleton(new QuotaKitRegistrations());
        services.AddOptions().AddLogging().AddHttpClient();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(sp => sp.GetRequiredService<QuotaKitRegistrations>().SettingsWith(sp.GetService<IConfiguration>()));
        services.TryAddSingleton<ShortAttemptHandlers>();
        services.TryAddSingleton<QuotaProviderRegistry>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<QuotaClientOptions>, ConfigureClientOptions>());

        // The accounts are known when the configuration is, so the list and the keys are resolved by the registry and not registered one by one.
        services.TryAddSingleton<IEnumerable<IQuotaProvider>>(sp => sp.GetRequiredService<QuotaProviderRegistry>().Providers);
        services.TryAddKeyedSingleton<IQuotaProvider>(
            KeyedService.AnyKey, (sp, name) => sp.GetRequiredService<QuotaProviderRegistry>().Get(name as string ?? ""));
        services.TryAddSingleton(sp => new QuotaClient(
            sp.GetRequiredService<QuotaProviderRegistry>().Providers,
            sp.GetRequiredService<IOptions<QuotaClientOptions>>().Value,
            sp.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IQuotaClient>(sp => sp.GetRequiredService<QuotaClient>());
        services.TryAddSingleton<IQuotaSnapshotSink>(sp => sp.GetRequiredService<QuotaClient>());

        services.AddOptions<QuotaKitStartup>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QuotaKitStartup>, QuotaKitStartup.Check>());
        return new QuotaKitBuilder(services);
    }

    internal static QuotaKitRegistrations Registrations(this IServiceCollection services) =>
        (QuotaKitRegistrations)services.First(s => s.ServiceType == typeof(QuotaKitRegistrations)).ImplementationInstance!;
}
