using System.Collections.Frozen;
using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Reads how many credits a HeyGen account has left.</summary>
public sealed class HeyGenQuotaProvider : QuotaHttpProvider<HeyGenQuotaOptions>
{
    private static readonly QuotaThresholds _littleLeft = new() { WarningRemaining = 50, CriticalRemaining = 5 };

    private readonly QuotaEndpoint _v2;
    private readonly QuotaEndpoint _v3;
    private readonly QuotaEndpoint _v2InPlaceOfV3;
    private readonly QuotaEndpoint _v3InPlaceOfV2;
    private volatile QuotaEndpoint _lastGood;

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
        _v2 = new QuotaEndpoint((key, cancellationToken) => api.GetRemainingQuotaAsync(key, EmptyContent.Instance, cancellationToken), HeyGenMapper.Map)
        {
            ReadError = HeyGenMapper.ReadError,
        };
        _v3 = new QuotaEndpoint((key, cancellationToken) => api.GetCurrentUserAsync(key, EmptyContent.Instance, cancellationToken), HeyGenV3Mapper.Map);
        _v2InPlaceOfV3 = _v2 with { Map = MapInPlaceOfV3 };
        _v3InPlaceOfV2 = _v3 with { Map = MapInPlaceOfV2 };
        _lastGood = _v2;
    }

    /// <summary>HeyGen, to QuotaKit.</summary>
    public static QuotaVendor Vendor { get; } = new()
    {
        Id = "heygen",
        DisplayName = "HeyGen",
        SettingName = "HeyGen",
        EnvironmentVariable = "HEYGEN_API_KEY",
        BaseAddress = new Uri("https://api.heygen.com/"),
        // Warning is HeyGen's own advice. Both balances are the same kind of credits, and either may be the one that runs out.
        Advice = new Dictionary<string, QuotaThresholds>
        {
            [HeyGenMapper.CreditsKey] = _littleLeft,
            [HeyGenMapper.ApiBalance] = _littleLeft,
        }.ToFrozenDictionary(),
    };

    /// <inheritdoc/>
    protected override QuotaEndpoint Endpoint => Options.Version switch
    {
        HeyGenApiVersion.V2 => _v2,
        HeyGenApiVersion.V3 => _v3,
        _ => _lastGood,
    };

    /// <inheritdoc/>
    protected override QuotaEndpoint? FallBack(QuotaEndpoint endpoint, QuotaException failure)
    {
        if (Options.Version != HeyGenApiVersion.Auto)
            return null;
        if (ReferenceEquals(endpoint, _v3InPlaceOfV2))
            return IsNoAnswer(failure) ? _v2InPlaceOfV3 : null;
        return failure.Kind == QuotaErrorKind.Retired ? _v3InPlaceOfV2 : null;
    }

    /// <inheritdoc/>
    protected override VendorError ReadError(QuotaDocument answer) => HeyGenErrors.Read(answer);

    /// <summary>Whether version 3 has stopped answering, and is not just out of order for a moment.</summary>
    private static bool IsNoAnswer(QuotaException failure) => !failure.IsTransient && failure.StatusCode switch
    {
        200 or 301 or 302 or 307 or 308 or 404 or 405 or 410 or 501 => true,
        400 or 403 => failure.VendorCode is null,
        _ => false,
    };

    private QuotaSnapshot MapInPlaceOfV2(QuotaDocument document) =>
        Remember(_v3InPlaceOfV2, HeyGenV3Mapper.Map(document), "HeyGen's API version 2 did not answer; these are version 3's numbers. Set Version to V3 to ask only that one.");

    private QuotaSnapshot MapInPlaceOfV3(QuotaDocument document) =>
        Remember(_v2InPlaceOfV3, HeyGenMapper.Map(document), "HeyGen's API version 3 no longer answers; these are version 2's numbers. Set Version to V2 to ask only that one.");

    // Only a good answer of the one proves that the other is gone, and not just out of order for a moment.
    private QuotaSnapshot Remember(QuotaEndpoint endpoint, QuotaSnapshot snapshot, string warning)
    {
        _lastGood = endpoint;
        return snapshot with { Warnings = [.. snapshot.Warnings, warning] };
    }
}
