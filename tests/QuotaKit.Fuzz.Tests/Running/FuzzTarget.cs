using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Pictory;
using QuotaKit.Vzla;

namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>One mapper under test, with good documents for it and the rules that its snapshots must follow.</summary>
/// <param name="Name">The vendor's id, for HeyGen with the version of its API.</param>
/// <param name="Vendor">The vendor's id.</param>
/// <param name="Primaries">The keys that the primary balance may have.</param>
/// <param name="Seeds">Good documents.</param>
/// <param name="DropsPersonalData">Whether names and email addresses are removed from <c>RawJson</c>.</param>
internal sealed record FuzzTarget(string Name, string Vendor, string[] Primaries, IReadOnlyList<JsonSeed> Seeds, bool DropsPersonalData = false)
{
    public static FuzzTarget HeyGenV2 { get; } = new("heygen-v2", "heygen", ["credits"], SeedDocuments.HeyGenV2);

    public static FuzzTarget HeyGenV3 { get; } = new(
        "heygen-v3", "heygen", ["wallet", "spending", "credits"], SeedDocuments.HeyGenV3, DropsPersonalData: true);

    /// <summary>Version 2, with version 3 as the fallback.</summary>
    public static FuzzTarget HeyGenAuto { get; } = HeyGenV2 with { Name = "heygen-auto" };

    public static FuzzTarget Pictory { get; } = new("pictory", "pictory", ["video_minutes"], SeedDocuments.Pictory);

    public static FuzzTarget Vzla { get; } = new("vzla", "vzla", ["requests"], SeedDocuments.Vzla);

    public static IReadOnlyList<FuzzTarget> All { get; } = [HeyGenV2, HeyGenV3, Pictory, Vzla];

    public BodyGenerator Bodies => field ??= new BodyGenerator(Seeds, SeedDocuments.All);

    public FuzzCase NextCase(Random random) =>
        new(HeaderGenerator.Status(random), Bodies.Next(random), HeaderGenerator.ContentType(random), HeaderGenerator.Headers(random));

    /// <summary>Creates a provider that sends through the handler. It need not be disposed.</summary>
    public IQuotaProvider Create(HttpMessageHandler handler, QuotaResilienceOptions resilience, TimeProvider clock) =>
        Create(new HttpClient(handler, disposeHandler: false), null, resilience, clock);

    /// <summary>Creates a provider with its own sockets. The caller disposes it.</summary>
    public IQuotaProvider Create(Uri address, QuotaResilienceOptions resilience) => Create(null, address, resilience, TimeProvider.System);

    public override string ToString() => Name;

    private IQuotaProvider Create(HttpClient? client, Uri? address, QuotaResilienceOptions resilience, TimeProvider clock)
    {
        return Vendor switch
        {
            "heygen" => new HeyGenQuotaProvider(Context(new HeyGenQuotaOptions { Version = VersionOf(Name) })),
            "pictory" => new PictoryQuotaProvider(Context(new PictoryQuotaOptions())),
            _ => new VzlaQuotaProvider(Context(new VzlaQuotaOptions())),
        };

        QuotaProviderContext<T> Context<T>(T options)
            where T : QuotaProviderOptions
        {
            (options.ApiKey, options.Resilience, options.BaseAddress) = (Vocabulary.Key, resilience, address ?? options.BaseAddress);
            return new QuotaProviderContext<T>(options) { HttpClient = client, TimeProvider = clock };
        }
    }

    private static HeyGenApiVersion VersionOf(string name) => name switch
    {
        "heygen-v2" => HeyGenApiVersion.V2,
        "heygen-v3" => HeyGenApiVersion.V3,
        _ => HeyGenApiVersion.Auto,
    };
}
