using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Registers QuotaKit without vendors.</summary>
public static class QuotaKitServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IQuotaClient"/>, and each account as a keyed <see cref="IQuotaProvider"/>. Calling it again changes nothing.</summary>
    /// <remarks>Resolving an unknown account fails with an error that lists the accounts. Most apps call <c>AddQuotaKit()</c> of the package QuotaKit
    /// instead, which also adds every vendor whose key is configured. Call this method when you use packages of single vendors.</remarks>
    /// <example>
    /// <code>
    /// services.AddQuotaKitCore().AddVzla(options => options.ApiKey = key);
    ///
    /// public sealed class QuotaPage(IQuotaClient client, [FromKeyedServices("vzla")] IQuotaProvider vzla);
    /// </code>
    /// </example>
    /// <param name="services">The service collection.</param>
    /// <returns>The builder, to add vendors and accounts.</returns>
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
        services.TryAddTransient<IOptionsFactory<QuotaAccountOptions>, AccountOptionsFactory>();

        // The accounts depend on the configuration, which is complete only later. So the registry resolves the list and the keys.
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
