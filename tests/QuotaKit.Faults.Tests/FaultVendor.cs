using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Pictory;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Faults.Tests;

/// <summary>Data of one vendor, for tests that run for every vendor.</summary>
/// <param name="Id">The vendor's id.</param>
/// <param name="Key">A key in the vendor's format.</param>
/// <param name="Path">The path of the request.</param>
/// <param name="KeyHeader">The header that holds the key.</param>
/// <param name="GoodBody">A valid document.</param>
/// <param name="Remaining">The remaining amount of the primary balance in that document.</param>
/// <param name="PrimaryMember">The path of a member that holds a number of the primary balance, as errors name it.</param>
internal sealed record FaultVendor(string Id, string Key, string Path, string KeyHeader, string GoodBody, decimal Remaining, string PrimaryMember)
{
    public static IReadOnlyList<FaultVendor> All { get; } =
    [
        new("heygen", "heygen-0123456789abcdef", "/v2/user/remaining_quota", "x-api-key",
            """{"error":null,"data":{"remaining_quota":2344452,"details":{"api":2344452}}}""", 39074.2m, "data.remaining_quota"),
        new("pictory", "pictai_0123456789abcdef", "/pictoryapis/v1/quota", "Authorization",
            """
            {"videoMinutes":{"used":98,"limit":14400},"transcriptionMinutes":{"used":0,"limit":14400},
             "elevenLabsVoiceOverMinutes":{"used":33,"limit":480},"aiCredits":{"used":690,"limit":22000}}
            """, 14302, "videoMinutes.used"),
        new("vzla", "vzlaio_0123456789abcdef", "/api/quantis/v2/me/quota/", "Authorization",
            """
            {"subscription":"Free","monthly_limit":1000,"current_usage":27,"remaining":973,"usage_percentage":2.7,"status_level":"normal",
             "is_active":true,"has_quota":true,"reset_date":"2026-05-01T00:00:00Z","next_reset":"2026-06-01T00:00:00Z"}
            """, 973, "remaining"),
    ];

    /// <summary>The ids, for theories.</summary>
    public static TheoryData<string> Ids => [.. All.Select(v => v.Id)];

    public static FaultVendor Of(string id) => All.Single(v => v.Id == id);

    /// <summary>The text before the key in its header.</summary>
    public string KeyPrefix => Id == "vzla" ? "Bearer " : "";

    /// <summary>QuotaKit's description of the vendor.</summary>
    public QuotaVendor Vendor => Id switch
    {
        "heygen" => HeyGenQuotaProvider.Vendor,
        "pictory" => PictoryQuotaProvider.Vendor,
        _ => VzlaQuotaProvider.Vendor,
    };

    /// <summary>Returns the simulator of this vendor.</summary>
    public SimulatedVendor In(QuotaSimulator simulator) => Id switch
    {
        "heygen" => simulator.HeyGen,
        "pictory" => simulator.Pictory,
        _ => simulator.Vzla,
    };

    /// <summary>Creates a provider of this vendor without a container. The caller disposes it.</summary>
    public IQuotaProvider Create(
        Uri address, QuotaResilienceOptions? resilience = null, TimeProvider? clock = null, HttpClient? client = null, string? key = null,
        Action<QuotaProviderOptions>? configure = null)
    {
        return Id switch
        {
            "heygen" => new HeyGenQuotaProvider(Context(new HeyGenQuotaOptions())),
            "pictory" => new PictoryQuotaProvider(Context(new PictoryQuotaOptions())),
            _ => new VzlaQuotaProvider(Context(new VzlaQuotaOptions())),
        };

        QuotaProviderContext<T> Context<T>(T options)
            where T : QuotaProviderOptions
        {
            (options.ApiKey, options.BaseAddress, options.Resilience) = (key ?? Key, address, resilience ?? new());
            configure?.Invoke(options);
            return new QuotaProviderContext<T>(options) { TimeProvider = clock ?? TimeProvider.System, HttpClient = client };
        }
    }

    /// <summary>Adds an account of this vendor to a container.</summary>
    public IQuotaKitBuilder AddTo(
        IQuotaKitBuilder builder, Action<QuotaProviderOptions> configure, Action<IHttpClientBuilder>? configureHttp = null) => Id switch
        {
            "heygen" => builder.AddHeyGen(configure, configureHttp),
            "pictory" => builder.AddPictory(configure, configureHttp),
            _ => builder.AddVzla(configure, configureHttp),
        };

    public override string ToString() => Id;
}
