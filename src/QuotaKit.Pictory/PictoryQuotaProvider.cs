using QuotaKit.Http;

namespace QuotaKit.Pictory;

/// <summary>Reads how many minutes and AI credits a Pictory subscription has left.</summary>
public sealed class PictoryQuotaProvider : QuotaHttpProvider<PictoryQuotaOptions>
{
    /// <summary>Reads with this key and the defaults.</summary>
    /// <param name="apiKey">The key; it starts with <c>pictai_</c>.</param>
    /// <exception cref="QuotaConfigurationException">The key is empty or cannot be one.</exception>
    public PictoryQuotaProvider(string apiKey)
        : this(new PictoryQuotaOptions { ApiKey = apiKey })
    {
    }

    /// <summary>Reads with these settings.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    public PictoryQuotaProvider(PictoryQuotaOptions options)
        : this(new QuotaProviderContext<PictoryQuotaOptions>(options))
    {
    }

    /// <summary>Reads with these settings and surroundings.</summary>
    /// <param name="context">The settings, client, clock and logger.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    public PictoryQuotaProvider(QuotaProviderContext<PictoryQuotaOptions> context)
        : base(context)
    {
        var api = PictoryApi.Create(HttpClient);
        Endpoint = new QuotaEndpoint((key, cancellationToken) => api.GetQuotaAsync(key, EmptyContent.Instance, cancellationToken), PictoryMapper.Map);
    }

    /// <summary>Pictory, to QuotaKit.</summary>
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
    protected override VendorError ReadError(QuotaDocument answer) => PictoryMapper.ReadError(answer);
}
