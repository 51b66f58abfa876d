using QuotaKit.Tests.Vendors;

namespace QuotaKit.Pictory.Tests;

/// <summary>Each document, and the snapshot that it becomes. PictoryMapperNumberTests has the forms of single numbers.</summary>
public sealed class PictoryMapperTests
{
    private static readonly QuotaBalance _video = Pair("video_minutes", "Video minutes", QuotaUnit.Minutes, 98, 14400, 14302);
    private static readonly QuotaBalance _transcription = Pair("transcription_minutes", "Transcription minutes", QuotaUnit.Minutes, 0, 14400, 14400);
    private static readonly QuotaBalance _voiceOver =
        Pair("elevenlabs_voiceover_minutes", "ElevenLabs voice-over minutes", QuotaUnit.Minutes, 33, 480, 447);
    private static readonly QuotaBalance _credits = Pair("ai_credits", "AI credits", QuotaUnit.Credits, 690, 22000, 21310);

    private static readonly Dictionary<string, SnapshotCase> _cases = new()
    {
        ["the example of the page"] = new(VendorSamples.Quota, _video, _transcription, _voiceOver, _credits),

        ["credits are spent in steps of 0.6"] = new(
            VendorSamples.With("aiCredits", """{ "used": 690.6, "limit": 22000 }"""),
            _video, _transcription, _voiceOver, _credits with { Used = 690.6m, Remaining = 21309.4m }),
        ["amounts that a double cannot hold exactly"] = new SnapshotCase(
            VendorSamples.With("aiCredits", """{ "used": 1.8, "limit": 2.1 }"""),
            _video, _transcription, _voiceOver, _credits with { Used = 1.8m, Limit = 2.1m, Remaining = 0.3m, Status = QuotaStatus.Warning })
            .WithStatus(QuotaStatus.Warning),

        ["more used than the limit: the remaining amount is negative"] = new SnapshotCase(
            VendorSamples.With("elevenLabsVoiceOverMinutes", """{ "used": 492, "limit": 480 }"""),
            _video, _transcription, _voiceOver with { Used = 492, Remaining = -12, Status = QuotaStatus.Exhausted }, _credits)
            .WithStatus(QuotaStatus.Exhausted),
        ["a limit of zero"] = new SnapshotCase(
            VendorSamples.With("elevenLabsVoiceOverMinutes", """{ "used": 0, "limit": 0 }"""),
            _video, _transcription, _voiceOver with { Used = 0, Limit = 0, Remaining = 0, Status = QuotaStatus.Exhausted }, _credits)
            .WithStatus(QuotaStatus.Exhausted),

        ["without videoMinutes the first balance is unknown"] = new SnapshotCase(
            VendorSamples.Without("videoMinutes"), Unknown(_video), _transcription, _voiceOver, _credits)
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'videoMinutes' is missing"),
        ["videoMinutes that is null counts as missing"] = new SnapshotCase(
            VendorSamples.With("videoMinutes", "null"), Unknown(_video), _transcription, _voiceOver, _credits)
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'videoMinutes' is missing"),
        ["without transcriptionMinutes"] = new SnapshotCase(
            VendorSamples.Without("transcriptionMinutes"), _video, _voiceOver, _credits).WithWarnings("'transcriptionMinutes' is missing"),
        ["without elevenLabsVoiceOverMinutes"] = new SnapshotCase(
            VendorSamples.Without("elevenLabsVoiceOverMinutes"), _video, _transcription, _credits)
            .WithWarnings("'elevenLabsVoiceOverMinutes' is missing"),
        ["without aiCredits"] = new SnapshotCase(
            VendorSamples.Without("aiCredits"), _video, _transcription, _voiceOver).WithWarnings("'aiCredits' is missing"),
        ["a pair without a limit"] = new SnapshotCase(
            VendorSamples.With("aiCredits", """{ "used": 690 }"""),
            _video, _transcription, _voiceOver, Unknown(_credits) with { Used = 690 }).WithWarnings("'aiCredits.limit' is missing"),
        ["a pair without a used amount"] = new SnapshotCase(
            VendorSamples.With("aiCredits", """{ "used": null, "limit": 22000 }"""),
            _video, _transcription, _voiceOver, Unknown(_credits) with { Limit = 22000 }).WithWarnings("'aiCredits.used' is missing"),
        ["an empty pair is unknown"] = new SnapshotCase(
            VendorSamples.With("videoMinutes", "{}"), Unknown(_video), _transcription, _voiceOver, _credits)
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'videoMinutes.used' is missing", "'videoMinutes.limit' is missing"),

        ["a single number is enough for a quota document"] = new("""{ "aiCredits": { "used": 690 } }""", Unknown(_video), Unknown(_credits) with { Used = 690 })
        {
            Status = QuotaStatus.Unknown,
            Warnings =
            [
                "'aiCredits.limit' is missing", "'videoMinutes' is missing", "'transcriptionMinutes' is missing", "'elevenLabsVoiceOverMinutes' is missing",
            ],
        },
        ["numbers below zero are kept, with a warning"] = new SnapshotCase(
            VendorSamples.With("aiCredits", """{ "used": -3, "limit": -1 }"""),
            _video, _transcription, _voiceOver, _credits with { Used = -3, Limit = -1, Remaining = 2, Status = QuotaStatus.Exhausted })
            .WithStatus(QuotaStatus.Exhausted).WithWarnings("'aiCredits.used' is below zero", "'aiCredits.limit' is below zero"),
        ["a message beside the numbers stays in RawJson"] = new(
            VendorSamples.And("message", "\"Welcome\", \"code\": \"OK\", \"error\": null"), _video, _transcription, _voiceOver, _credits),

        ["an undocumented pair is kept under its name"] = new(
            VendorSamples.And("storyBoardMinutes", """{ "used": 5.5, "limit": 60 }"""),
            _video, _transcription, _voiceOver, _credits,
            Pair("story_board_minutes", "Story board minutes", QuotaUnit.Unspecified, 5.5m, 60, 54.5m) with { Kind = QuotaKind.Bonus }),
        ["an undocumented pair comes last, wherever it stands"] = new(
            """
            { "brandKits": { "limit": 5, "used": 2 }, "aiCredits": { "used": 690, "limit": 22000 }, "videoMinutes": { "used": 98, "limit": 14400 },
              "transcriptionMinutes": { "used": 0, "limit": 14400 }, "elevenLabsVoiceOverMinutes": { "used": 33, "limit": 480 } }
            """,
            _video, _transcription, _voiceOver, _credits, Pair("brand_kits", "Brand kits", QuotaUnit.Unspecified, 2, 5, 3) with { Kind = QuotaKind.Bonus }),
        ["an undocumented pair with a known key is left out, with a warning"] = new SnapshotCase(
            VendorSamples.And("ai_credits", """{ "used": 1, "limit": 2 }"""), _video, _transcription, _voiceOver, _credits)
            .WithWarnings("two balances named 'ai_credits'"),
        ["objects without two numbers stay in RawJson"] = new(
            VendorSamples.And("trial", """{ "used": true, "limit": "one" }, "pool": { "used": 1, "limit": null }"""),
            _video, _transcription, _voiceOver, _credits),
        ["members that are not pairs stay in RawJson"] = new(
            VendorSamples.And("meta", """{ "used": 5 }, "plan": "Teams", "seats": 3, "tags": [1], "none": null"""),
            _video, _transcription, _voiceOver, _credits),
    };

    public static TheoryData<string> Documents => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Maps_each_document_to_its_snapshot(string document) => _cases[document].AssertMaps(PictoryMapper.Map, VendorSamples.Options);

    [Fact]
    public void Overage_is_the_amount_past_the_limit()
    {
        var voiceOver = Map(VendorSamples.With("elevenLabsVoiceOverMinutes", """{ "used": 492, "limit": 480 }"""))["elevenlabs_voiceover_minutes"];

        Assert.Equal((12m, -12m, 1.025), (voiceOver.Overage, voiceOver.Remaining!.Value, voiceOver.UsedRatio!.Value));
    }

    [Theory]
    [InlineData(11519, QuotaStatus.Normal)]
    [InlineData(11520, QuotaStatus.Warning)]
    [InlineData(13679, QuotaStatus.Warning)]
    [InlineData(13680, QuotaStatus.Critical)]
    [InlineData(14399, QuotaStatus.Critical)]
    [InlineData(14400, QuotaStatus.Exhausted)]
    public void The_worst_balance_sets_the_status(int used, QuotaStatus expected)
    {
        var snapshot = Map(VendorSamples.With("transcriptionMinutes", $$"""{ "used": {{used}}, "limit": 14400 }"""));

        Assert.Equal((expected, QuotaStatus.Normal), (snapshot.Status, snapshot.Primary.Status));
    }

    [Theory]
    [InlineData("pictai_5f0d2c7e9b", false)]
    [InlineData("  pictai_5f0d2c7e9b\n", false)]
    [InlineData("PICTAI_5f0d2c7e9b", true)]
    [InlineData("sk-5f0d2c7e9b", true)]
    public void A_key_with_another_prefix_is_a_warning(string key, bool isWarned)
    {
        var snapshot = SnapshotCase.Map(PictoryMapper.Map, new PictoryQuotaOptions { ApiKey = key }, VendorSamples.Quota);

        Assert.Equal(21310, snapshot["ai_credits"].Remaining);
        if (!isWarned)
            Assert.Empty(snapshot.Warnings);
        else
        {
            var warning = Assert.Single(snapshot.Warnings);
            Assert.Contains("'pictai_'", warning, StringComparison.Ordinal);
            Assert.DoesNotContain("5f0d", warning, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"code":"UNAUTHORIZED","message":"Missing subscription identity."}""", "UNAUTHORIZED", "Missing subscription identity.")]
    [InlineData("""{"message":"Internal server error"}""", null, "Internal server error")]
    [InlineData("""{"error":{"code":"auth_missing","message":"No credentials"}}""", "auth_missing", "No credentials")]
    [InlineData("""{"error":"down"}""", null, "down")]
    [InlineData("""{"error":{"code":"db_down"},"videoMinutes":{"used":0,"limit":14400}}""", "db_down", null)]
    public void Status_200_with_an_error_is_never_a_snapshot(string json, string? code, string? message)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal((QuotaErrorKind.Rejected, code, message, false), (error.Kind, error.VendorCode, error.VendorMessage, error.IsTransient));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{"remaining_quota":2344452}}""")]
    [InlineData("""{"monthly_limit":1000,"current_usage":27,"remaining":973}""")]
    [InlineData("""{"videoMinutes":null,"transcriptionMinutes":{},"aiCredits":{"used":null,"limit":null}}""")]
    [InlineData("""{"requests":{"used":1,"limit":100},"seats":{"used":2,"limit":5}}""")]
    public void A_document_without_a_documented_number_is_rejected(string json)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal((QuotaErrorKind.Protocol, false), (error.Kind, error.IsTransient));
        Assert.Contains("none of the members of a quota document", error.Message, StringComparison.Ordinal);
    }

    private static QuotaSnapshot Map(string json) => SnapshotCase.Map(PictoryMapper.Map, VendorSamples.Options, json);

    // ResetsAt is null, because Pictory does not send a reset.
    private static QuotaBalance Pair(string key, string label, QuotaUnit unit, decimal used, decimal limit, decimal remaining) => new()
    {
        Key = key,
        Label = label,
        Unit = unit,
        Kind = QuotaKind.Allowance,
        Used = used,
        Limit = limit,
        Remaining = remaining,
        Derived = QuotaFields.Remaining,
        Status = QuotaStatus.Normal,
    };

    private static QuotaBalance Unknown(QuotaBalance balance) => balance with
    {
        Used = null,
        Limit = null,
        Remaining = null,
        Derived = QuotaFields.None,
        Status = QuotaStatus.Unknown,
    };
}
