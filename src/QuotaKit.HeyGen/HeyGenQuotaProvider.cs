using System.Collections.Frozen;
using QuotaKit.Http;

namespace QuotaKit.HeyGen;

/// <summary>Reads how many credits a HeyGen account has left.</summary>
/// <example>
/// <code>
/// using var heygen = new HeyGenQuotaProvider(apiKey);
/// var snapshot = await heygen.GetQuotaAsync();
/// Console.WriteLine(snapshot.Primary.Remaining); // credits; null when HeyGen does not say
/// </code>
/// </example>
public sealed class HeyGenQuotaProvider : QuotaHttpProvider<HeyGenQuotaOptions>
{
    private static readonly QuotaThresholds _littleLeft = new() { WarningRemaining = 50, CriticalRemaining = 5 };

    private readonly QuotaEndpoint _v2;
    private readonly QuotaEndpoint _v3;
    private readonly QuotaEndpoint _v2InPlaceOfV3;
    private readonly QuotaEndpoint _v3InPlaceOfV2;
    private volatile QuotaEndpoint _lastGood;

    /// <summary>Creates a provider with an API key and default options.</summary>
    /// <param name="apiKey">The API key.</param>
    /// <exception cref="QuotaConfigurationException">The key is empty or invalid.</exception>
    public HeyGenQuotaProvider(string apiKey)
        : this(new HeyGenQuotaOptions { ApiKey = apiKey })
    {
    }

    /// <summary>Creates a provider with options.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="QuotaConfigurationException">An option is missing or invalid.</exception>
    public HeyGenQuotaProvider(HeyGenQuotaOptions options)
        : this(new QuotaProviderContext<HeyGenQuotaOptions>(options))
    {
    }

    /// <summary>Creates a provider with options and services.</summary>
    /// <param name="context">The options, HTTP client, clock and logger.</param>
    /// <exception cref="QuotaConfigurationException">An option is missing or invalid.</exception>
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

    /// <summary>Describes HeyGen: its id, its settings and its address.</summary>
    public static QuotaVendor Vendor { get; } = new()
    {
        Id = "heygen",
        DisplayName = "HeyGen",
        SettingName = "HeyGen",
        EnvironmentVariable = "HEYGEN_API_KEY",
        BaseAddress = new Uri("https://api.heygen.com/"),
        // HeyGen does not document how late it charges. A minute is assumed; an account's options of the guard can set more.
        SettlementLag = TimeSpan.FromSeconds(60),
        // HeyGen advises a warning below 50 credits; the 5 is ours. Either balance may run out first, so both have these amounts.
        Advice = new Dictionary<string, QuotaThresholds>
        {
            [HeyGenMapper.CreditsKey] = _littleLeft,
            [HeyGenMapper.ApiBalance] = _littleLeft,
        }.ToFrozenDictionary(),
    };

    /// <summary>The account's plan as its settings have it; null when they have none.</summary>
    internal HeyGenPlan? Plan => Options.Plan;

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
            return IsGone(failure) ? _v2InPlaceOfV3 : null;
        return failure.Kind == QuotaErrorKind.Retired ? _v3InPlaceOfV2 : null;
    }

    /// <inheritdoc/>
    protected override VendorError ReadError(QuotaDocument response) => HeyGenErrors.Read(response);

    /// <summary>Whether a failure shows that HeyGen no longer serves version 3. A transient failure or an error with a code does not.</summary>
    private static bool IsGone(QuotaException failure) => !failure.IsTransient && failure.StatusCode switch
    {
        200 or 301 or 302 or 307 or 308 or 404 or 405 or 410 or 501 => true,
        400 or 403 => failure.VendorCode is null,
        _ => false,
    };

    private QuotaSnapshot MapInPlaceOfV2(QuotaDocument document) =>
        Remember(
            _v3InPlaceOfV2,
            HeyGenV3Mapper.Map(document),
            "HeyGen's API version 2 did not respond; these numbers are from version 3. Set Version to V3 to call only version 3.");

    private QuotaSnapshot MapInPlaceOfV3(QuotaDocument document) =>
        Remember(
            _v2InPlaceOfV3,
            HeyGenMapper.Map(document),
            "HeyGen's API version 3 no longer answers; these numbers are from version 2. Set Version to V2 to call only version 2.");

    // The provider changes the version only after a quota document of the other one. Before that, both versions may just be down for a while.
    private QuotaSnapshot Remember(QuotaEndpoint endpoint, QuotaSnapshot snapshot, string warning)
    {
        _lastGood = endpoint;
        return snapshot with { Warnings = [.. snapshot.Warnings, warning] };
    }
}
