using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Adds vendors, accounts and providers to a builder.</summary>
public static class QuotaKitBuilderExtensions
{
    /// <summary>Reads the settings from this section instead of the host configuration's section <c>QuotaKit</c>. An unknown setting is an error.</summary>
    /// <remarks>Settings that the section does not contain are still read from environment variables named <c>QuotaKit__…</c>, so that a gateway set there
    /// is used.</remarks>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section, as from <c>configuration.GetSection("QuotaKit")</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="section"/> is the whole configuration.</exception>
    public static IQuotaKitBuilder UseConfiguration(this IQuotaKitBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        if (section is IConfigurationRoot)
        {
            throw new ArgumentException(
                $"This is the whole configuration. Pass the section: configuration.GetSection(\"{QuotaKitSettings.Name}\").", nameof(section));
        }

        builder.Services.Registrations().Section = section;
        return builder;
    }

    /// <summary>Adds a provider of your own. Adding the same type again changes nothing.</summary>
    /// <remarks>If the provider cannot be created, a host does not start. Without a host, only its own calls fail, and each tries to create it again.
    /// Until then its account has the name of the type.</remarks>
    /// <typeparam name="TProvider">The provider's type. The container creates it as a singleton.</typeparam>
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

    /// <summary>Adds an account of a vendor. The vendor's own method, such as <c>AddHeyGen</c>, calls this.</summary>
    /// <typeparam name="TOptions">The type of the vendor's options.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="registration">The vendor's registration. It must be the same object in each call.</param>
    /// <param name="account">The account's own name. Adding an account again only adds to its settings. The default value is <c>"default"</c>.</param>
    /// <param name="configure">Sets options, after the environment and the configuration; null sets nothing.</param>
    /// <param name="configureHttp">Changes the account's HTTP client, such as by adding a message handler; null changes nothing.</param>
    public static IQuotaKitBuilder AddAccount<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this IQuotaKitBuilder builder,
        QuotaVendorRegistration<TOptions> registration,
        string account = QuotaNames.DefaultAccount,
        Action<TOptions>? configure = null,
        Action<IHttpClientBuilder>? configureHttp = null)
        where TOptions : QuotaProviderOptions
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(builder);
        var vendor = Vendor(builder, registration);
        var registrations = builder.Services.Registrations();

        // Letter case does not matter in names of accounts. The first spelling is kept.
        account = QuotaNames.Normalize(account);
        var index = registrations.Accounts.FindIndex(a => a.IsOf(vendor, account));
        if (index >= 0)
            account = registrations.Accounts[index].Account;
        if (configure is not null)
            builder.Services.Configure(OptionsNames.Of(registration, account), configure);

        var clientName = vendor.SharedHttpClientName;
        if (configureHttp is not null)
        {
            clientName = $"{clientName}/{account}";
            configureHttp(AddHttpClient(builder.Services, clientName, sp => QuotaHttp.CreateHandler(vendor.AttemptTimeoutOf(sp, account))));
        }

        if (index < 0)
            registrations.Accounts.Add(new AccountRegistration(vendor, account, clientName));
        else if (configureHttp is not null)
            registrations.Accounts[index] = new AccountRegistration(vendor, account, clientName);
        return builder;
    }

    /// <summary>Registers a vendor and its settings. With <paramref name="discover"/>, also adds its accounts whose keys are in the configuration or the
    /// environment.</summary>
    /// <typeparam name="TOptions">The type of the vendor's options.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="registration">The vendor's registration. It must be the same object in each call.</param>
    /// <param name="discover">Whether to add the accounts whose keys are found. The default value is false.</param>
    /// <exception cref="ArgumentException">The vendor is registered with another object.</exception>
    public static IQuotaKitBuilder AddVendor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this IQuotaKitBuilder builder, QuotaVendorRegistration<TOptions> registration, bool discover = false)
        where TOptions : QuotaProviderOptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        var vendor = Vendor(builder, registration);
        if (discover)
            builder.Services.Registrations().Discovered.Add(vendor);
        return builder;
    }

    private static ContainerVendor<TOptions> Vendor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IQuotaKitBuilder builder, QuotaVendorRegistration<TOptions> registration)
        where TOptions : QuotaProviderOptions
    {
        ArgumentNullException.ThrowIfNull(registration);
        var vendors = builder.Services.Registrations().Vendors;
        if (vendors.TryGetValue(registration.Vendor.SettingName, out var known))
        {
            return known.Registration == registration ? (ContainerVendor<TOptions>)known : throw new ArgumentException(
                $"'{registration.Vendor.SettingName}' is already registered with another object. Keep the registration in a static property.",
                nameof(registration));
        }

        VendorSettings.ThrowIfTaken(registration.Vendor, vendors.Values.Select(v => v.Registration.Vendor));
        var vendor = new ContainerVendor<TOptions>(registration);
        vendors[registration.Vendor.SettingName] = vendor;
        // Inserted in front, so that options set in code are applied after it, even if the code ran before this.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<TOptions>>(
            sp => new ConfigureVendorOptions<TOptions>(registration, sp.GetRequiredService<QuotaKitSettings>())));
        AddHttpClient(builder.Services, vendor.SharedHttpClientName, _ => QuotaHttp.CreateHandler());
        return vendor;
    }

    private static IHttpClientBuilder AddHttpClient(IServiceCollection services, string name, Func<IServiceProvider, HttpMessageHandler> createHandler) =>
        services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(createHandler)
            // The handler limits the age of its connections. Replacing it every few minutes would only cost new connections.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // Handlers that an app adds to all clients may retry, which would multiply the attempts.
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            // The loggers of the factory write raw header values, and with them the keys, to structured logs.
            .RemoveAllLoggers();
}
