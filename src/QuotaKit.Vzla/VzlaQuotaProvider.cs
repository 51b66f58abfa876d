using QuotaKit.Http;

namespace QuotaKit.Vzla;

/// <summary>Reads how many requests a vzla.io (Quantis) token has left this month. Reading is free.</summary>
/// <example>
/// <code>
/// using var vzla = new VzlaQuotaProvider(token);
/// var snapshot = await vzla.GetQuotaAsync();
/// Console.WriteLine(snapshot.Primary.Remaining); // requests; null when they are unlimited or vzla.io does not say
/// </code>
/// </example>
public sealed class VzlaQuotaProvider : QuotaHttpProvider<VzlaQuotaOptions>
{
    /// <summary>Creates a provider with a token and default options.</summary>
    /// <param name="apiKey">The token; it starts with <c>vzlaio_</c>.</param>
    /// <exception cref="QuotaConfigurationException">The token is empty or invalid.</exception>
    public VzlaQuotaProvider(string apiKey)
        : this(new VzlaQuotaOptions { ApiKey = apiKey })
    {
    }

    /// <summary>Creates a provider with options.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="QuotaConfigurationException">An option is missing or invalid.</exception>
    public VzlaQuotaProvider(VzlaQuotaOptions options)
        : this(new QuotaProviderContext<VzlaQuotaOptions>(options))
    {
    }

    /// <summary>Creates a provider with options and services.</summary>
    /// <param name="context">The options, HTTP client, clock and logger.</param>
    /// <exception cref="QuotaConfigurationException">An option is missing or invalid.</exception>
    public VzlaQuotaProvider(QuotaProviderContext<VzlaQuotaOptions> context)
        : base(context)
    {
        var api = VzlaApi.Create(HttpClient);
        Endpoint = new QuotaEndpoint(
            (key, cancellationToken) => api.GetQuotaAsync(VzlaApi.KeyScheme + key, EmptyContent.Instance, cancellationToken), VzlaMapper.Map);
    }

    /// <summary>Describes vzla.io: its id, its settings and its address.</summary>
    public static QuotaVendor Vendor { get; } = new()
    {
        Id = "vzla",
        DisplayName = "vzla.io",
        SettingName = "Vzla",
        EnvironmentVariable = "VZLA_API_KEY",
        BaseAddress = new Uri("https://app.vzla.io/"),
        // Its answers show a request as soon as it was made.
        SettlementLag = TimeSpan.Zero,
    };

    /// <inheritdoc/>
    protected override QuotaEndpoint Endpoint { get; }

    /// <inheritdoc/>
    protected override VendorError ReadError(QuotaDocument response) => VzlaMapper.ReadError(response);
}
