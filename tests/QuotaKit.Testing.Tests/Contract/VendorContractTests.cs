using QuotaKit.HeyGen;

namespace QuotaKit.Testing.Tests;

/// <summary>Runs the contract against the vendors of this repository, with the documents that the simulators send.</summary>
public sealed class VendorContractTests
{
    private const string HeyGenV2Document =
        """{"error":null,"data":{"remaining_quota":2344452,"used_quota":600,"details":{"api":2344452,"avatar_iv_free_credit":3,"seat":5}}}""";

    private const string HeyGenV3Document = """
        {"data":{"username":"sam.example","email":"sam@example.com","billing_type":"subscription","subscription":{"plan":"Scale","credits":
        {"premium_credits":{"remaining":600.5,"resets_at":"2026-06-01T00:00:00+00:00"},"add_on_credits":{"remaining":12}}}}}
        """;

    private const string PictoryDocument = """
        {"videoMinutes":{"used":98,"limit":14400},"transcriptionMinutes":{"used":5,"limit":14400},
        "elevenLabsVoiceOverMinutes":{"used":33,"limit":480},"aiCredits":{"used":690,"limit":22000}}
        """;

    private const string VzlaDocument = """
        {"subscription":"Free","monthly_limit":1000,"current_usage":27,"remaining":973,"usage_percentage":2.7,"status_level":"normal",
        "is_active":true,"has_quota":true,"reset_date":"2026-05-01T00:00:00Z","next_reset":"2026-06-01T00:00:00Z"}
        """;

    private static readonly QuotaProviderContract _heyGenV2 = QuotaProviderContract.For(
        HeyGenBuilderExtensions.Registration, "v2/user/remaining_quota", "x-api-key", HeyGenV2Document, configure: o => o.Version = HeyGenApiVersion.V2);

    private static readonly QuotaProviderContract _heyGenV3 = QuotaProviderContract.For(
        HeyGenBuilderExtensions.Registration, "v3/users/me", "x-api-key", HeyGenV3Document, configure: o => o.Version = HeyGenApiVersion.V3);

    private static readonly QuotaProviderContract _pictory = QuotaProviderContract.For(
        PictoryBuilderExtensions.Registration, "pictoryapis/v1/quota", "Authorization", PictoryDocument, configure: o => o.ApiKey = "pictai_" + o.ApiKey);

    private static readonly QuotaProviderContract _vzla = QuotaProviderContract.For(
        VzlaBuilderExtensions.Registration, "api/quantis/v2/me/quota/", "Authorization", VzlaDocument, keyPrefix: "Bearer ");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Checks => [.. QuotaProviderContract.Checks];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task HeyGen_v2_keeps_the_contract(string check) => _heyGenV2.RunAsync(check, Token);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task HeyGen_v3_keeps_the_contract(string check) => _heyGenV3.RunAsync(check, Token);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Pictory_keeps_the_contract(string check) => _pictory.RunAsync(check, Token);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Vzla_keeps_the_contract(string check) => _vzla.RunAsync(check, Token);
}
