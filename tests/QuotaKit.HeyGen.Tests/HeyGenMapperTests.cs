using System.Globalization;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>Each document of version 2, and the snapshot that it becomes.</summary>
public sealed class HeyGenMapperTests
{
    private static readonly QuotaBalance _credits = new()
    {
        Key = "credits",
        Label = "Credits",
        Unit = QuotaUnit.Credits,
        Kind = QuotaKind.Balance,
        Remaining = 39074.2m,
        Status = QuotaStatus.Normal,
    };

    private static readonly QuotaBalance _api = _credits with { Key = "api", Label = "API credits" };
    private static readonly QuotaBalance _avatarVideos = Bonus("avatar_iv_free_credit", "Free Avatar IV videos", QuotaUnit.Videos, 3);
    private static readonly QuotaBalance _agentVideos = Bonus("video_agent_free_video", "Free video agent videos", QuotaUnit.Videos, 2);
    private static readonly QuotaBalance _credits600 = _credits with { Remaining = 600 };
    private static readonly QuotaBalance _api300 = _api with { Remaining = 300 };

    private static readonly Dictionary<string, SnapshotCase> _cases = new()
    {
        ["the example of the page"] = new(VendorSamples.Quota, _credits, _api, _avatarVideos, _agentVideos),
        ["few units of api beside many credits"] = new SnapshotCase(
            VendorSamples.Details("""{"api":240}"""), _credits600, _api with { Remaining = 4, Status = QuotaStatus.Critical })
            .WithStatus(QuotaStatus.Critical),
        ["the example of the older page, whose numbers are quota units as well"] = new(
            VendorSamples.QuotaWithUsed,
            _credits with { Used = 0.8333333333m, Limit = 8.3333333333m, Remaining = 7.5m, Derived = QuotaFields.Limit }),
        ["a published account with 723 units beside a wallet of US$12.05"] = new SnapshotCase(
            VendorSamples.Remaining("723"), _credits with { Remaining = 12.05m, Status = QuotaStatus.Warning }).WithStatus(QuotaStatus.Warning),
        ["a small number is in units as well"] = new SnapshotCase(
            VendorSamples.Remaining("60"), _credits with { Remaining = 1, Status = QuotaStatus.Critical }).WithStatus(QuotaStatus.Critical),

        ["no details"] = new(VendorSamples.Remaining("36000"), _credits600),
        ["empty details"] = new(VendorSamples.Details("{}"), _credits600),
        ["details that are null"] = new(VendorSamples.Details("null"), _credits600),
        ["details that are not an object"] = new(VendorSamples.Details("[1]"), _credits600),
        ["api differs from remaining_quota: they are never summed"] = new(
            VendorSamples.Details("""{"api":18000,"plan_credit":4}"""),
            _credits600, _api300, Bonus("plan_credit", "Plan credit", QuotaUnit.Credits, 4)),
        ["details before remaining_quota: credits are still first"] = new(
            """{"data":{"details":{"video_agent_free_video":2,"api":18000},"remaining_quota":36000}}""",
            _credits600, _api300, _agentVideos),
        ["every name that public code shows"] = new(
            VendorSamples.Details("""
                {"plan_credit":1,"avatar_iv_free_credit":3,"video_agent_free_video":2,"video_agent_v2_free_video":4,"image_free_credit":5,
                 "generative_credit":6,"generative_element_free_image_credit":7,"generative_element_free_video_credit":8,
                 "video_agent_quality_mode_credit":9,"streaming_avatar":10,"streaming_avatar_instance_quota":11,"seat":12,
                 "instant_avatars":13,"avatar_ivi":14,"personalized_video_ivi":15}
                """),
            _credits600,
            Bonus("plan_credit", "Plan credit", QuotaUnit.Credits, 1),
            _avatarVideos,
            _agentVideos,
            Bonus("video_agent_v2_free_video", "Video agent v2 free video", QuotaUnit.Videos, 4),
            Bonus("image_free_credit", "Image free credit", QuotaUnit.Credits, 5),
            Bonus("generative_credit", "Generative credit", QuotaUnit.Credits, 6),
            Bonus("generative_element_free_image_credit", "Generative element free image credit", QuotaUnit.Credits, 7),
            Bonus("generative_element_free_video_credit", "Generative element free video credit", QuotaUnit.Credits, 8),
            Bonus("video_agent_quality_mode_credit", "Video agent quality mode credit", QuotaUnit.Credits, 9),
            Bonus("streaming_avatar", "Streaming avatar", QuotaUnit.Unspecified, 10),
            Bonus("streaming_avatar_instance_quota", "Streaming avatar instance quota", QuotaUnit.Unspecified, 11),
            Bonus("seat", "Seats", QuotaUnit.Of("seats"), 12),
            Bonus("instant_avatars", "Instant avatars", QuotaUnit.Unspecified, 13),
            Bonus("avatar_ivi", "Avatar ivi", QuotaUnit.Unspecified, 14),
            Bonus("personalized_video_ivi", "Personalized video ivi", QuotaUnit.Unspecified, 15)),
        ["unknown names are kept as sent"] = new(
            VendorSamples.Details("""{"brand_new_thing":120,"mystery_credit":60,"avatar_v_free_credit":1,"holo_free_video":2}"""),
            _credits600,
            Bonus("brand_new_thing", "Brand new thing", QuotaUnit.Unspecified, 120),
            Bonus("mystery_credit", "Mystery credit", QuotaUnit.Unspecified, 60),
            Bonus("avatar_v_free_credit", "Avatar v free credit", QuotaUnit.Credits, 1),
            Bonus("holo_free_video", "Holo free video", QuotaUnit.Videos, 2)),
        ["a detail named like the first balance is left out, with a warning"] = new SnapshotCase(
            VendorSamples.Details("""{"credits":5}"""), _credits600).WithWarnings("two balances named 'credits'"),
        ["details that are not numbers stay in RawJson"] = new(
            VendorSamples.Details("""{"plan":"pro","flags":{"api":1},"renews":true,"seat":null,"api":18000}"""), _credits600, _api300),
        ["used-up extras do not change the status"] = new(
            VendorSamples.Details("""{"avatar_iv_free_credit":0,"video_agent_free_video":-1,"seat":0}"""),
            _credits600,
            _avatarVideos with { Remaining = 0, Status = QuotaStatus.Exhausted },
            _agentVideos with { Remaining = -1, Status = QuotaStatus.Exhausted },
            Bonus("seat", "Seats", QuotaUnit.Of("seats"), 0) with { Status = QuotaStatus.Exhausted }),

        ["nothing left"] = new SnapshotCase(VendorSamples.Remaining("0"), _credits with { Remaining = 0, Status = QuotaStatus.Exhausted })
            .WithStatus(QuotaStatus.Exhausted),
        ["less than nothing left"] = new SnapshotCase(VendorSamples.Remaining("-90"), _credits with { Remaining = -1.5m, Status = QuotaStatus.Exhausted })
            .WithStatus(QuotaStatus.Exhausted),
        ["remaining_quota is missing"] = Unknown("""{"error":null,"data":{"details":{}}}""", "'data.remaining_quota' is missing"),
        ["remaining_quota is null"] = Unknown(VendorSamples.Remaining("null"), "'data.remaining_quota' is missing"),
        ["used_quota without remaining_quota"] = new SnapshotCase(
            """{"error":null,"data":{"used_quota":120}}""", _credits with { Used = 2, Remaining = null, Status = QuotaStatus.Unknown })
            .WithStatus(QuotaStatus.Unknown).WithWarnings("'data.remaining_quota' is missing"),
        ["no error member, and another member beside data"] = new(
            """{"code":100,"data":{"remaining_quota":36000,"tier":"pro"},"message":"Success"}""", _credits600),
    };

    public static TheoryData<string> Documents => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Maps_each_document_to_its_snapshot(string document) => _cases[document].AssertMaps(HeyGenMapper.Map, VendorSamples.Options);

    [Theory]
    [InlineData("50", QuotaStatus.Normal)]
    [InlineData("49.9", QuotaStatus.Warning)]
    [InlineData("5", QuotaStatus.Warning)]
    [InlineData("4.9", QuotaStatus.Critical)]
    [InlineData("1", QuotaStatus.Critical)]
    public void Few_credits_without_a_limit_are_not_Normal(string credits, QuotaStatus status)
    {
        var units = decimal.Parse(credits, CultureInfo.InvariantCulture) * 60;

        var snapshot = SnapshotCase.Map(HeyGenMapper.Map, VendorSamples.Options, VendorSamples.Remaining(units.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal((status, status), (snapshot.Primary.Status, snapshot.Status));
    }

    [Fact]
    public void Own_amount_thresholds_replace_HeyGens_advice()
    {
        var options = VendorSamples.Options;
        options.Thresholds = new QuotaThresholds { WarningRemaining = 3 };

        Assert.Equal(QuotaStatus.Normal, SnapshotCase.Map(HeyGenMapper.Map, options, VendorSamples.Remaining("240")).Status);
    }

    [Fact]
    public void Credits_keep_their_fractions() =>
        Assert.Equal(39074.2m, SnapshotCase.Map(HeyGenMapper.Map, VendorSamples.Options, VendorSamples.Quota).Primary.Remaining);

    private static SnapshotCase Unknown(string json, string warning) => new(json, _credits with { Remaining = null, Status = QuotaStatus.Unknown })
    {
        Status = QuotaStatus.Unknown,
        Warnings = [warning],
    };

    private static QuotaBalance Bonus(string key, string label, QuotaUnit unit, decimal remaining) => new()
    {
        Key = key,
        Label = label,
        Unit = unit,
        Kind = QuotaKind.Bonus,
        Remaining = remaining,
    };
}
