using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>Reads how many requests a vzla.io (Quantis) token has left this month. Reading is free.</summary>
public sealed class VzlaQuotaProvider : QuotaHttpProvider<VzlaQuotaOptions>
{
    /// <summary>Reads with this token and the defaults.</summary>
    /// <param name="apiKey">The token; it starts with <c>vzlaio_</c>.</param>
    /// <exception cref="QuotaConfigurationException">The token is empty or cannot be one.</exception>
    public VzlaQuotaProvider(string apiKey)
        : this(new VzlaQuotaOptions { ApiKey = apiKey })
    {
    }

    /// <summary>Reads with these settings.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    public VzlaQuotaProvider(VzlaQuotaOptions options)
        : this(new QuotaProviderContext<VzlaQuotaOptions>(options))
    {
    }

    /// <summary>Reads with these settings and surroundings.</summary>
    /// <param name="context">The settings, client, clock and logger.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    public VzlaQuotaProvider(QuotaProviderContext<VzlaQuotaOptions> context)
        : base(context)
    {
        var api = VzlaApi.Create(HttpClient);
        Endpoint = new QuotaEndpoint(
            (key, cancellationToken) => api.GetQuotaAsync(VzlaApi.KeyScheme + key, EmptyContent.Instance, cancellationToken), VzlaMapper.Map);
    }

    /// <summary>vzla.io, to QuotaKit.</summary>
    public static QuotaVendor Vendor { get; } = new()
    {
        Id = "vzla",
        DisplayName = "vzla.io",
        SettingName = "Vzla",
        EnvironmentVariable = "VZLA_API_KEY",
        BaseAddress = new Uri("https://app.vzla.io/"),
    };

    /// <inheritdoc/>
    protected override QuotaEndpoint Endpoint { get; }

    /// <inheritdoc/>
    protected override VendorError ReadError(QuotaDocument answer) => VzlaMapper.ReadError(answer);
}
