using QuotaKit.Http;

namespace QuotaKit.Pictory;

/// <summary>Reads how many minutes and AI credits a Pictory subscription has left.</summary>
/// <example>
/// <code>
/// using var pictory = new PictoryQuotaProvider(apiKey);
/// var snapshot = await pictory.GetQuotaAsync();
/// Console.WriteLine(snapshot.Primary.Remaining); // video minutes; null when Pictory does not say
/// </code>
/// </example>
public sealed class PictoryQuotaProvider : QuotaHttpProvider<PictoryQuotaOptions>
{
    /// <summary>Creates a provider with an API key and default options.</summary>
    /// <param name="apiKey">The key; it starts with <c>pictai_</c>.</param>
    /// <exception cref="QuotaConfigurationException">The key is empty or invalid.</exception>
    public PictoryQuotaProvider(string apiKey)
        : this(new PictoryQuotaOptions { ApiKey = apiKey })
    {
    }

    /// <summary>Creates a provider with options.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="QuotaConfigurationException">An option is missing or invalid.</exception>
    public PictoryQuotaProvider(PictoryQuotaOptions options)
        : this(new QuotaProviderContext<PictoryQuotaOptions>(options))
    {
    }

    /// <summary>Creates a provider with options and services.</summary>
    /// <param name="context">The options, HTTP client, clock and logger.</param>
    /// <exception cref="QuotaConfigurationException">An option is missing or invalid.</exception>
    public PictoryQuotaProvider(QuotaProviderContext<PictoryQuotaOptions> context)
        : base(context)
    {
        var api = PictoryApi.Create(HttpClient);
        Endpoint = new QuotaEndpoint((key, cancellationToken) => api.GetQuotaAsync(key, EmptyContent.Instance, cancellationToken), PictoryMapper.Map);
    }

    /// <summary>Describes Pictory: its id, its settings and its address.</summary>
    public static QuotaVendor Vendor { get; } = new()
    {
        Id = "pictory",
        DisplayName = "Pictory",
        SettingName = "Pictory",
        EnvironmentVariable = "PICTORY_API_KEY",
        BaseAddress = new Uri("https://api.pictory.ai/"),
    };

    /// <inheritdoc/>
    protected override QuotaEndpoint Endpoint { get; }

    /// <inheritdoc/>
    protected override VendorError ReadError(QuotaDocument response) => PictoryMapper.ReadError(response);
}
