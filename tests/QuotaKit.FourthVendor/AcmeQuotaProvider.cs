using QuotaKit.Http;

namespace QuotaKit.Acme;

/// <summary>Reads how many render minutes and previews an Acme Renders account has left.</summary>
public sealed class AcmeQuotaProvider : QuotaHttpProvider<AcmeQuotaOptions>
{
    /// <summary>Reads with this key and the defaults.</summary>
    /// <param name="apiKey">The key.</param>
    /// <exception cref="QuotaConfigurationException">The key is empty or cannot be one.</exception>
    public AcmeQuotaProvider(string apiKey)
        : this(new AcmeQuotaOptions { ApiKey = apiKey })
    {
    }

    /// <summary>Reads with these settings.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    public AcmeQuotaProvider(AcmeQuotaOptions options)
        : this(new QuotaProviderContext<AcmeQuotaOptions>(options))
    {
    }

    /// <summary>Reads with these settings and surroundings.</summary>
    /// <param name="context">The settings, client, clock and logger.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    public AcmeQuotaProvider(QuotaProviderContext<AcmeQuotaOptions> context)
        : base(context) =>
        Endpoint = QuotaEndpoint.Get(HttpClient, AcmeApi.UsagePath, AcmeApi.KeyHeader, AcmeMapper.Map, AcmeApi.KeyScheme);

    /// <summary>Acme Renders, to QuotaKit.</summary>
    public static QuotaVendor Vendor { get; } = new()
    {
        Id = "acme",
        DisplayName = "Acme Renders",
        SettingName = "Acme",
        EnvironmentVariable = "ACME_API_KEY",
        BaseAddress = new Uri("https://api.acme-renders.example/"),
    };

    /// <inheritdoc/>
    protected override QuotaEndpoint Endpoint { get; }

    /// <inheritdoc/>
    protected override VendorError ReadError(QuotaDocument answer) => AcmeMapper.ReadError(answer);
}
