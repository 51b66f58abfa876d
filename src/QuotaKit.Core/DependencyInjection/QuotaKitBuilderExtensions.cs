using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Adds vendors, accounts and providers.</summary>
public static class QuotaKitBuilderExtensions
{
    /// <summary>Reads settings from this section instead of the host configuration's section <c>QuotaKit</c>. A setting that nobody knows
    /// is an error that names it. Variables named <c>QuotaKit__…</c> are read as well, and count where the section says nothing: a gateway
    /// that is set there is used.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    public static IQuotaKitBuilder UseConfiguration(this IQuotaKitBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        if (section is IConfigurationRoot)
            throw new ArgumentException($"This is the whole configuration. Pass the section: configuration.GetSection(\"{QuotaKitSettings.Name}\").", nameof(section));
        builder.Services.Registrations().Section = section;
        return builder;
    }

    /// <summary>Adds anything that implements <see cref="IQuotaProvider"/>. Adding the same type again changes nothing.</summary>
    /// <remarks>A provider that cannot be created hides none of the others: its calls fail, under the name of its type, and each tries again.
    /// A host does not start with it.</remarks>
    /// <typeparam name="TProvider">The provider, made by the container as a singleton.</typeparam>
    /// <param name="builder">The builder.</param>
    public static IQuotaKitBuilder AddProvider<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(
        this IQuotaKitBuilder builder)
        where TProvider : class, IQuotaProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        var registrations = builder.Services.Registrations();
        if (!registrations.Others.Exists(o => o.Type == typeof(TProvider)))
        {
            builder.Services.TryAddSingleton<TProvider>();
            registrations.Others.Add((typeof(TProvider), static sp => sp.GetRequiredService<TProvider>()));
        }

        return builder;
    }

    /// <summary>Adds an account of a vendor. A vendor's own <c>AddX</c> calls this.</summary>
    /// <typeparam name="TOptions">The vendor's options.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="registration">The vendor: the same object each time.</param>
    /// <param name="account">The account's name; adding it again only adds to its settings.</param>
    /// <param name="configure">Sets options, after the environment and the configuration have; null sets nothing.</param>
    /// <param name="configureHttp">Adds to the account's HTTP pipeline, such as a message handler; null adds nothing.</param>
    public static IQuotaKitBuilder AddAccount<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this IQuotaKitBuilder builder,
        QuotaVendorRegistration<TOptions> registration,
        string account = QuotaNames.DefaultAccount,
        Action<TOptions>? configure = null,
        Action<IHttpClientBuilder>? configureHttp = null)
        where TOptions : QuotaProviderOptions
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        builder.AddVendor(registration);
        var registrations = builder.Services.Registrations();

        // Configuration keys know no case, and so account names do not either: the first spelling stands.
        if (QuotaNames.IsDefault(account))
            account = QuotaNames.DefaultAccount;
        var index = registrations.Accounts.FindIndex(a => a.IsOf(registration, account));
        if (index >= 0)
            account = registrations.Accounts[index].Account;
        if (configure is not null)
            builder.Services.Configure(OptionsNames.Of(account), configure);

        var clientName = registration.SharedHttpClientName;
        if (configureHttp is not null)
        {
            clientName = $"{clientName}/{account}";
            configureHttp(AddHttpClient(builder.Services, clientName, sp => QuotaHttp.CreateHandler(registration.AttemptTimeoutOf(sp, account))));
        }

        if (index < 0)
            registrations.Accounts.Add(new AccountRegistration(registration, account, clientName));
        else if (configureHttp is not null)
            registrations.Accounts[index] = new AccountRegistration(registration, account, clientName);
        return builder;
    }

    /// <summary>Makes a vendor's settings known, and with <paramref name="discover"/> adds every account of it whose key is in the
    /// configuration or the environment.</summary>
    /// <typeparam name="TOptions">The vendor's options.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="registration">The vendor: the same object each time.</param>
    /// <param name="discover">Whether to look for accounts. The default value is false.</param>
    public static IQuotaKitBuilder AddVendor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this IQuotaKitBuilder builder, QuotaVendorRegistration<TOptions> registration, bool discover = false)
        where TOptions : QuotaProviderOptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(registration);
        var registrations = builder.Services.Registrations();
        if (registrations.Vendors.TryAdd(registration.Vendor.SettingName, registration))
        {
            // In front, so that what code sets wins, even what it has set before.
            builder.Services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<TOptions>>(
                sp => new ConfigureVendorOptions<TOptions>(registration, sp.GetRequiredService<QuotaKitSettings>())));
            AddHttpClient(builder.Services, registration.SharedHttpClientName, _ => QuotaHttp.CreateHandler());
        }
        else if (registrations.Vendors[registration.Vendor.SettingName] != registration)
        {
            throw new ArgumentException($"'{registration.Vendor.SettingName}' is registered already, by another object. Keep the registration in a static property.", nameof(registration));
        }

        if (discover)
            registrations.Discovered.Add(registration);
        return builder;
    }

    private static IHttpClientBuilder AddHttpClient(IServiceCollection services, string name, Func<IServiceProvider, HttpMessageHandler> createHandler) =>
        services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(createHandler)
            // Connections age by themselves; a new handler every few minutes would only cost reconnecting.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // Handlers that an app gives all its clients may send a request several times, on top of the attempts here.
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            // The factory's loggers hand raw header values, and so keys, to structured logs.
            .RemoveAllLoggers();
}
