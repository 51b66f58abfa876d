using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuotaKit;

/// <summary>Adds the guard, which holds amounts before they are spent.</summary>
public static class QuotaGuardBuilderExtensions
{
    /// <summary>Registers <see cref="IQuotaGuard"/>. Calling it again only adds to its options.</summary>
    /// <remarks>
    /// <para>The guard stores its reservations in the registered <see cref="IQuotaLedger"/>; without one, in an <see cref="InMemoryQuotaLedger"/>, which
    /// serves one process. The ledger that is registered last is used.</para>
    /// <para>The settings are read from the sections <c>Guard</c>, <c>Budgets</c> and <c>Concurrency</c>, below <c>QuotaKit</c> in the environment and the
    /// configuration. An unknown setting, or one of an account that does not exist, is an error when a host starts:</para>
    /// <code>
    /// "QuotaKit": {
    ///   "Guard": {
    ///     "MaxAge": "00:01:00", "Lease": "01:00:00", "SettlementLag": "00:01:00",
    ///     "Accounts": {
    ///       "heygen": { "Reserve": 20, "SettlementLag": "00:02:00" },
    ///       "heygen/team-a": { "Wallet": "heygen" }
    ///     }
    ///   },
    ///   "Budgets": {
    ///     "team-red": { "Account": "heygen", "Limit": 200, "Unit": "credits", "Period": "Week", "TimeZone": "Europe/Berlin" }
    ///   },
    ///   "Concurrency": {
    ///     "heygen": { "videos": 3 },
    ///     "heygen/team-a": { "videos": 1 }
    ///   }
    /// }
    /// </code>
    /// </remarks>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options after the environment and the configuration were read; null sets nothing.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <example>
    /// <code>
    /// services.AddQuotaKit().AddGuard(options => options.Accounts["heygen"] = new() { Reserve = 20 });
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddGuard(this IQuotaKitBuilder builder, Action<QuotaGuardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var read = services.Registrations().SectionsRead;
        if (!read.IsSupersetOf(GuardSettings.Sections))
        {
            read.UnionWith(GuardSettings.Sections);
            // Inserted in front, so that options set in code are applied after it, even if the code ran before this.
            services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<QuotaGuardOptions>, ConfigureGuardOptions>());
        }

        if (configure is not null)
            services.Configure(configure);
        services.TryAddSingleton<IQuotaLedger>(sp => new InMemoryQuotaLedger(sp.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(sp => new QuotaGuard(
            sp.GetRequiredService<IQuotaClient>(),
            sp.GetRequiredService<IQuotaLedger>(),
            sp.GetRequiredService<IOptions<QuotaGuardOptions>>().Value,
            sp.GetRequiredService<TimeProvider>(),
            sp.GetRequiredService<ILogger<QuotaGuard>>()));
        services.TryAddSingleton<IQuotaGuard>(sp => sp.GetRequiredService<QuotaGuard>());
        return builder;
    }
}
