using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Reads how many credits a HeyGen account has left.</summary>
public sealed class HeyGenQuotaProvider : QuotaHttpProvider<HeyGenQuotaOptions>
{
    private readonly QuotaEndpoint _v2;
    private readonly QuotaEndpoint _v3;
    private readonly QuotaEndpoint _v3InPlaceOfV2;
    private volatile bool _isV2Gone;

    /// <summary>Reads with this key and the defaults.</summary>
    /// <param name="apiKey">The key.</param>
    /// <exception cref="QuotaConfigurationException">The key is empty or cannot be one.</exception>
    public HeyGenQuotaProvider(string apiKey)
        : this(new HeyGenQuotaOptions { ApiKey = apiKey })
    {
    }

    /// <summary>Reads with these settings.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    public HeyGenQuotaProvider(HeyGenQuotaOptions options)
        : this(new QuotaProviderContext<HeyGenQuotaOptions>(options))
    {
    }

    /// <summary>Reads with these settings and surroundings.</summary>
    /// <param name="context">The settings, client, clock and logger.</param>
    /// <exception cref="QuotaConfigurationException">A setting is missing or wrong.</exception>
    public HeyGenQuotaProvider(QuotaProviderContext<HeyGenQuotaOptions> context)
        : base(context)
    {
        var api = HeyGenApi.Create(HttpClient);
        _v2 = new QuotaEndpoint(api.GetRemainingQuotaAsync, HeyGenMapper.Map);
        _v3 = new QuotaEndpoint(api.GetCurrentUserAsync, HeyGenV3Mapper.Map);
        _v3InPlaceOfV2 = _v3 with { Map = MapInPlaceOfV2 };
    }

    /// <summary>HeyGen, to QuotaKit.</summary>
    public static QuotaVendor Vendor { get; } = new()
    {
        Id = "heygen",
        DisplayName = "HeyGen",
        SettingName = "HeyGen",
        EnvironmentVariable = "HEYGEN_API_KEY",
        BaseAddress = new Uri("https://api.heygen.com/"),
    };

    /// <inheritdoc/>
    protected override QuotaEndpoint Endpoint => Options.Version switch
    {
        HeyGenApiVersion.V2 => _v2,
        HeyGenApiVersion.V3 => _v3,
        _ => _isV2Gone ? _v3InPlaceOfV2 : _v2,
    };

    /// <inheritdoc/>
    protected override QuotaEndpoint? FallBack(QuotaEndpoint endpoint, QuotaException failure) =>
        ReferenceEquals(endpoint, _v2) && Options.Version == HeyGenApiVersion.Auto && failure.StatusCode is 404 or 410 ? _v3InPlaceOfV2 : null;

    /// <inheritdoc/>
    protected override VendorError ReadError(QuotaDocument answer) => HeyGenMapper.ReadError(answer);

    private QuotaSnapshot MapInPlaceOfV2(QuotaDocument document)
    {
        var snapshot = HeyGenV3Mapper.Map(document);
        // Only a good answer of version 3 proves that version 2 is gone, and not just out of order for a moment.
        _isV2Gone = true;
        return snapshot with { Warnings = [.. snapshot.Warnings, "HeyGen's API version 2 is gone; these are version 3's numbers."] };
    }
}
