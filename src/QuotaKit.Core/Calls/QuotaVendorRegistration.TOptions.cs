using System.Diagnostics.CodeAnalysis;
using QuotaKit.Http;

namespace QuotaKit;

/// <summary>A vendor whose options are of this type: its names, and how to create its providers.</summary>
/// <typeparam name="TOptions">The vendor's options.</typeparam>
/// <param name="vendor">The vendor.</param>
/// <param name="create">Creates a provider.</param>
/// <param name="readSettings">Reads the settings that the vendor adds to those that every vendor has; null: it adds none.</param>
public sealed class QuotaVendorRegistration<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
    QuotaVendor vendor,
    Func<QuotaProviderContext<TOptions>, IQuotaProvider> create,
    Action<QuotaSettings, TOptions>? readSettings = null) : QuotaVendorRegistration(vendor)
    where TOptions : QuotaProviderOptions
{
    /// <summary>Whether other vendors have options of the same type, so that the type alone does not tell whose they are.</summary>
    internal static bool SharesOptionsType => typeof(TOptions) == typeof(QuotaAccountOptions);

    /// <summary>Creates a provider without a container. It reads no environment variables.</summary>
    /// <remarks>The provider has an HTTP client of its own. Keep one provider for the life of the program, or dispose it: providers that derive
    /// from <see cref="QuotaHttpProvider"/>, as those of <see cref="QuotaVendorRegistration.Create"/> do, are <see cref="IDisposable"/>.</remarks>
    /// <example>
    /// <code>
    /// var acme = AcmeQuota.Registration.CreateProvider(key, o => o.BaseAddress = new Uri("https://gateway.example/acme/"));
    /// Console.WriteLine(await acme.GetQuotaAsync());
    /// </code>
    /// </example>
    /// <param name="apiKey">The key.</param>
    /// <param name="configure">Sets options; null sets none.</param>
    /// <exception cref="QuotaConfigurationException">The key is empty or invalid, or an option is.</exception>
    public IQuotaProvider CreateProvider(string apiKey, Action<TOptions>? configure = null)
    {
        var options = CreateOptions();
        options.ApiKey = apiKey;
        configure?.Invoke(options);
        return create(new QuotaProviderContext<TOptions>(options));
    }

    /// <summary>Creates a provider with these settings, HTTP client, clock and logger.</summary>
    /// <param name="context">The settings, client, clock and logger.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or invalid.</exception>
    public IQuotaProvider CreateProvider(QuotaProviderContext<TOptions> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return create(context);
    }

    /// <summary>Creates options with the vendor's default values and no key.</summary>
    public TOptions CreateOptions() => SharesOptionsType
        ? (TOptions)(QuotaProviderOptions)new QuotaAccountOptions(Vendor)
        : Activator.CreateInstance<TOptions>();

    internal override QuotaProviderOptions CreateDefaults() => CreateOptions();

    internal override IQuotaProvider CreateProvider(QuotaProviderOptions options) => create(new QuotaProviderContext<TOptions>((TOptions)options));

    internal override void ReadOwnSettings(QuotaSettings settings, QuotaProviderOptions options) => readSettings?.Invoke(settings, (TOptions)options);
}
