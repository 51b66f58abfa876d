using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Pictory;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Keys;

/// <summary>A vendor, or one version of its API, with documents that have a placeholder wherever the vendor may write text.</summary>
/// <param name="Id">The vendor's id.</param>
/// <param name="Setting">The name of its section in the configuration.</param>
/// <param name="Good">Valid quota documents.</param>
/// <param name="Bad">Documents that are an error although their status is 200.</param>
/// <param name="Refusals">Bodies of error responses.</param>
/// <param name="Version">The version of HeyGen's API.</param>
internal sealed record CanaryVendor(
    string Id, string Setting, string[] Good, string[] Bad, string[] Refusals, HeyGenApiVersion Version = HeyGenApiVersion.V2)
{
    /// <summary>The placeholder that a test replaces by the key.</summary>
    public const string Hole = "@@";

    public static IReadOnlyList<CanaryVendor> All { get; } =
    [
        new("heygen", "HeyGen",
            ["""{"error":null,"data":{"remaining_quota":60,"details":{"api":60,"@@":7,"x_@@_free_video":1}},"note":"@@","@@":["@@",{"@@":"@@"}]}"""],
            [
                """{"error":{"code":"@@","message":"@@"},"data":null}""", """{"error":"@@"}""", """{"code":"@@","message":"@@","error":true}""",
                """{"error":null,"data":{"remaining_quota":"@@"}}""", """{"error":null,"data":{"remaining_quota":1,"details":{"api":"@@"}}}""",
            ],
            ["""{"code":"@@","message":"@@"}""", """{"error":{"code":"@@","message":"no @@"}}""", """{"error":"@@"}"""]),
        new("heygen", "HeyGen",
            [
                """
                {"data":{"username":"@@","email":"@@","billing_type":"@@","wallet":{"currency":"@@","remaining_balance":5},"subscription":{"plan":"@@",
                 "credits":{"premium_credits":{"remaining":1,"resets_at":"@@"},"@@":{"remaining":3,"resets_at":"@@"}}}},"note":"@@"}
                """,
            ],
            [
                """{"error":{"code":"@@","message":"@@"}}""",
                """{"data":{"subscription":{"credits":{"@@":{"remaining":7,"resets_at":null},"premium_credits":"@@"}}}}""",
            ],
            ["""{"error":{"code":"@@","message":"@@"}}"""],
            HeyGenApiVersion.V3),
        new("pictory", "Pictory",
            [
                """
                {"videoMinutes":{"used":1,"limit":2,"@@":"@@"},"transcriptionMinutes":{"used":0,"limit":2},"elevenLabsVoiceOverMinutes":null,
                 "@@":{"used":1,"limit":2},"note":"@@","aiCredits":{"used":1,"limit":9}}
                """,
            ],
            ["""{"videoMinutes":{"used":"@@","limit":1}}""", """{"@@":{"used":1e99,"limit":2}}""", """{"videoMinutes":"@@"}"""],
            ["""{"code":"@@","message":"@@"}""", """{"message":"@@"}"""]),
        new("vzla", "Vzla",
            [
                """
                {"subscription":"@@","monthly_limit":1000,"current_usage":27,"remaining":973,"usage_percentage":2.7,"status_level":"@@","is_active":true,
                 "has_quota":true,"reset_date":"@@","next_reset":"@@","@@":"@@"}
                """,
            ],
            ["""{"monthly_limit":"@@"}""", """{"is_active":"@@"}"""],
            ["""{"error":{"code":"@@","message":"@@"}}"""]),
    ];

    public static IReadOnlyList<string> Names => [.. All.Select(v => v.ToString())];

    public static CanaryVendor Of(string name) => All.Single(v => v.ToString() == name);

    public SimulatedVendor In(QuotaSimulator simulator) => Id switch
    {
        "heygen" => simulator.HeyGen,
        "pictory" => simulator.Pictory,
        _ => simulator.Vzla,
    };

    public QuotaProviderOptions Options(string key, Uri address, QuotaResilienceOptions? resilience = null)
    {
        QuotaProviderOptions options = Id switch
        {
            "heygen" => new HeyGenQuotaOptions { Version = Version },
            "pictory" => new PictoryQuotaOptions(),
            _ => new VzlaQuotaOptions(),
        };
        (options.ApiKey, options.BaseAddress, options.Resilience) = (key, address, resilience ?? Once());
        return options;
    }

    /// <summary>Creates a provider as a script does. The caller disposes it.</summary>
    public static IQuotaProvider Create(QuotaProviderOptions options, LogWatch logs, TimeProvider? clock = null, HttpClient? client = null)
    {
        return options switch
        {
            HeyGenQuotaOptions o => new HeyGenQuotaProvider(Context(o)),
            PictoryQuotaOptions o => new PictoryQuotaProvider(Context(o)),
            _ => new VzlaQuotaProvider(Context((VzlaQuotaOptions)options)),
        };

        QuotaProviderContext<T> Context<T>(T own)
            where T : QuotaProviderOptions =>
            new(own) { TimeProvider = clock ?? TimeProvider.System, HttpClient = client, Logger = logs.CreateLogger("direct") };
    }

    public static QuotaResilienceOptions Once() => new() { MaxAttempts = 1, BreakAfterFailures = 1000 };

    public static QuotaResilienceOptions Twice() => new()
    {
        MaxAttempts = 2,
        BreakAfterFailures = 1000,
        BaseDelay = TimeSpan.FromMilliseconds(1),
        MaxDelay = TimeSpan.FromMilliseconds(1),
    };

    public override string ToString() => Id == "heygen" ? $"{Id} {Version}" : Id;
}
