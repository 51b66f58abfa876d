namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>Good documents: the samples in the vendors' documentation, and other shapes that it describes.</summary>
internal static class SeedDocuments
{
    // Replaces USER in the documents below.
    private const string User = "\"username\":\"sam.example\",\"email\":\"sam@example.com\",\"first_name\":\"Sam\"";

    public static IReadOnlyList<JsonSeed> HeyGenV2 { get; } = Of(
        HeyGen.Tests.VendorSamples.Quota,
        HeyGen.Tests.VendorSamples.QuotaWithUsed,
        """
        {"error":null,"data":{"remaining_quota":723,
         "details":{"api":723,"plan_credit":10,"seat":1,"image_free_credit":0,"streaming_avatar_instance_quota":3}}}
        """,
        """{"error":null,"data":{"remaining_quota":0,"details":{}}}""",
        """{"error":{"code":400599,"message":"Your account doesn't have API access"},"data":null}""",
        """{"code":400112,"message":"Unauthorized"}""");

    public static IReadOnlyList<JsonSeed> HeyGenV3 { get; } = Of(
        HeyGen.Tests.VendorSamples.Wallet,
        """{"data":{USER,"billing_type":"wallet","wallet":{"currency":"credits","remaining_balance":120,"auto_reload":null}}}""",
        """
        {"data":{USER,"billing_type":"subscription","wallet":null,"subscription":{"plan":"Pro","credits":{
         "premium_credits":{"remaining":87.5,"resets_at":"2026-06-01T00:00:00Z"},
         "add_on_credits":{"remaining":40,"resets_at":"2027-01-01T00:00:00Z"},"gift_credits":{"remaining":7}}}}}
        """,
        """
        {"data":{USER,"billing_type":"usage_based","usage_based":{"spending_current_usd":85.25,"spending_cap_usd":100,
         "included_credits":600,"remaining_credits":12}}}
        """,
        """{"error":{"code":"quota_exceeded","message":"No quota left","param":null,"doc_url":"https://docs.example/quota"}}""");

    public static IReadOnlyList<JsonSeed> Pictory { get; } = Of(
        QuotaKit.Pictory.Tests.VendorSamples.Quota,
        QuotaKit.Pictory.Tests.VendorSamples.NoSubscriptionIdentity,
        QuotaKit.Pictory.Tests.VendorSamples.BadConfiguration,
        QuotaKit.Pictory.Tests.VendorSamples.And("storyMinutes", """{ "used": 0.6, "limit": 12.5, "unit": "min" }"""),
        """{"videoMinutes":{"used":98,"limit":14400},"plan":"Teams","seats":{"used":2,"limit":5}}""",
        """{"aiCredits":{"used":690.6,"limit":22000},"videoMinutes":null,"beta":{"note":"soon"}}""",
        """{"transcriptionMinutes":{"used":14399,"limit":14400},"elevenLabsVoiceOverMinutes":{"used":492,"limit":480}}""");

    public static IReadOnlyList<JsonSeed> Vzla { get; } = Of(
        QuotaKit.Vzla.Tests.VendorSamples.Quota,
        QuotaKit.Vzla.Tests.VendorSamples.UnknownToken,
        """{"subscription":"Enterprise","monthly_limit":null,"current_usage":27,"remaining":null,"is_active":true,"has_quota":false}""",
        """{"subscription":"Pro","monthly_limit":1000,"current_usage":960,"remaining":40,"status_level":"critical","is_active":false,"has_quota":true}""",
        """{"subscription":"Pro","remaining":40,"reset_date":"2026-07-01T00:00:00Z","next_reset":"2026-06-01T00:00:00Z","note":{"a":[1,"b"]}}""",
        """{"monthly_limit":1000,"current_usage":1005,"usage_percentage":100.5,"status_level":"warning"}""");

    public static IReadOnlyList<JsonSeed> All { get; } = [.. HeyGenV2, .. HeyGenV3, .. Pictory, .. Vzla];

    private static JsonSeed[] Of(params string[] documents) => [.. documents.Select(d => new JsonSeed(d.Replace("USER", User, StringComparison.Ordinal)))];
}
