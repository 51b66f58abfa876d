using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 27 of docs/faults.md: members of a document that QuotaKit does not know are not lost.</summary>
public sealed class UnknownMembersRow : VendorRowTest
{
    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row27_Unknown_members_stay_in_RawJson(string id)
    {
        var vendor = FaultVendor.Of(id);
        var json = Documents.WithRoot(vendor, """ "news" : [ 1, "zwei", { "drei": null } ], "Überraschung": "caf\u00e9 ☕" """);
        json = id == "vzla" ? json : json.Replace(Inner(id), $"{Inner(id)}\"deep\":{{\"er\":true}},", StringComparison.Ordinal);

        var snapshot = await SnapshotAsync(id, Fault.Body(json));

        Assert.Equal(json, snapshot.RawJson);
        Assert.Equal(vendor.Remaining, snapshot.Primary.Remaining);
        Assert.Empty(snapshot.Warnings);
    }

    [Fact]
    public async Task Row27_HeyGen_unknown_number_becomes_a_balance()
    {
        var json = """{"error":null,"data":{"remaining_quota":60,"details":{"api":120,"moon_credit":7.5,"note":"hi","flags":{"a":1},"none":null}}}""";

        var snapshot = await SnapshotAsync("heygen", Fault.Body(json));

        Assert.Equal(["credits", "api", "moon_credit"], snapshot.Balances.Select(b => b.Key));
        var moon = snapshot["moon_credit"];
        Assert.Equal((7.5m, QuotaKind.Bonus, QuotaUnit.Unspecified, "Moon credit"), (moon.Remaining!.Value, moon.Kind, moon.Unit, moon.Label));
        Assert.Equal(json, snapshot.RawJson);
        Assert.Equal(1, snapshot.Primary.Remaining);
    }

    [Fact]
    public async Task Row27_HeyGen_v3_unknown_credits_become_a_balance()
    {
        Server("heygen").Faults.Enqueue(Fault.Status(404, ""), Fault.Body("""
            {"data":{"billing_type":"subscription","subscription":{"credits":{"premium_credits":{"remaining":60},"moon_credits":{"remaining":7.5},"note":{}}}}}
            """));

        var snapshot = await Provider("heygen").GetQuotaAsync(Token);

        Assert.Equal(["credits", "premium_credits", "moon_credits"], snapshot.Balances.Select(b => b.Key));
        Assert.Equal((7.5m, QuotaKind.Bonus), (snapshot["moon_credits"].Remaining!.Value, snapshot["moon_credits"].Kind));
        Assert.Contains("\"note\":{}", snapshot.RawJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row27_Pictory_unknown_pair_becomes_a_balance()
    {
        var json = Documents.WithRoot(FaultVendor.Of("pictory"), """
            "storyMinutes":{"used":1.5,"limit":10},"halfAPair":{"used":1},"named":{"used":"a","limit":"b"},"scalar":5,"list":[{"used":1,"limit":2}]
            """);

        var snapshot = await SnapshotAsync("pictory", Fault.Body(json));

        Assert.Equal(
            ["video_minutes", "transcription_minutes", "elevenlabs_voiceover_minutes", "ai_credits", "story_minutes"],
            snapshot.Balances.Select(b => b.Key));
        var story = snapshot["story_minutes"];
        Assert.Equal((1.5m, 10m, 8.5m), (story.Used!.Value, story.Limit!.Value, story.Remaining!.Value));
        Assert.Equal((QuotaUnit.Unspecified, "Story minutes"), (story.Unit, story.Label));
        Assert.Equal(json, snapshot.RawJson);
    }

    [Fact]
    public async Task Row27_Vzla_unknown_members_add_no_balance()
    {
        var snapshot = await SnapshotAsync(
            "vzla", Fault.Body(Documents.WithRoot(FaultVendor.Of("vzla"), "\"bonus_requests\":5,\"other\":{\"limit\":1,\"used\":2,\"remaining\":3}")));

        Assert.Equal(("requests", 973m), (Assert.Single(snapshot.Balances).Key, snapshot.Primary.Remaining!.Value));
        Assert.Contains("\"bonus_requests\":5", snapshot.RawJson, StringComparison.Ordinal);
    }

    private static string Inner(string id) => id == "heygen" ? "\"details\":{" : "\"aiCredits\":{";
}
