using System.Globalization;
using static QuotaKit.HeyGen.Tests.Costs.HeyGenSnapshots;

namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenPreflightPlanTests
{
    private const string NoPlan = " is unknown: give the account's plan (HeyGenQuotaOptions.Plan, or the setting 'QuotaKit:HeyGen:Plan').";

    private static readonly QuotaSnapshot _rich = Credits(1_000_000);
    private static readonly HeyGenJob _video = new() { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData("Free", "0:03:00", true)]
    [InlineData("Free", "0:03:01", false)]
    [InlineData("Pro", "0:05:00", true)]
    [InlineData("Pro", "0:05:01", false)]
    [InlineData("Scale", "0:30:00", true)]
    [InlineData("Scale", "0:30:00.001", false)]
    public void The_plan_limits_the_length_of_a_video(string plan, string length, bool canRun)
    {
        foreach (var operation in new[] { HeyGenCosts.AvatarVideo, HeyGenCosts.PhotoAvatarVideo, HeyGenCosts.AvatarIV })
            Assert.Equal(canRun, Check(new HeyGenJob { Operation = operation, Length = Time(length) }, plan).CanRun);
    }

    [Theory]
    [InlineData("translate-fast")]
    [InlineData("translate-quality")]
    [InlineData("proofread")]
    public void The_plan_limits_the_length_of_a_translation(string key)
    {
        Assert.True(HeyGenCosts.TryFind(key, out var operation));

        Assert.True(Check(new HeyGenJob { Operation = operation, Length = Time("0:30:00") }, "Scale").CanRun);
        Assert.False(Check(new HeyGenJob { Operation = operation, Length = Time("0:30:01") }, "Scale").CanRun);
    }

    [Fact]
    public void Too_long_a_video_is_reported_in_seconds() =>
        AssertReason(
            Check(new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = Time("0:05:00.5") }, "Pro"),
            HeyGenPreflightReasonKind.VideoLength,
            "The video is 0:05:00.5 long and Pro allows 0:05:00: shorten it, split it or take a larger plan.",
            "seconds",
            300.5m,
            300m);

    [Fact]
    public void The_plan_does_not_limit_a_session() =>
        Assert.True(Check(new HeyGenJob { Operation = HeyGenCosts.Streaming, Length = Time("2:00:00") }, "Free").CanRun);

    [Theory]
    [InlineData("Free", 1280, 720, true)]
    [InlineData("Free", 720, 1280, true)]
    [InlineData("Free", 1280, 722, false)]
    [InlineData("Free", 1282, 720, false)]
    [InlineData("Free", 4095, 720, false)]
    [InlineData("Pro", 720, 4095, false)]
    [InlineData("Pro", 1920, 1080, true)]
    [InlineData("Pro", 1080, 1920, true)]
    [InlineData("Pro", 1920, 1082, false)]
    [InlineData("Scale", 3840, 2160, true)]
    [InlineData("Enterprise", 3840, 2160, true)]
    public void The_plan_limits_the_resolution_of_a_video(string plan, int width, int height, bool canRun)
    {
        var reasons = Check(_video with { Width = width, Height = height }, plan).Reasons;

        Assert.Equal(canRun ? [] : [HeyGenPreflightReasonKind.Resolution], reasons.Select(r => r.Kind));
    }

    [Fact]
    public void The_plan_limits_the_resolution_of_a_translation()
    {
        var contract = HeyGenPlan.Scale with { MaxResolution = HeyGenResolution.P1080 };
        var job = new HeyGenJob { Operation = HeyGenCosts.TranslateFast, Length = Time("0:01:00"), Width = 3840, Height = 2160 };

        Assert.Equal(HeyGenPreflightReasonKind.Resolution, Assert.Single(HeyGenPreflight.Check(job, contract, _rich).Reasons).Kind);
    }

    [Fact]
    public void Too_high_a_resolution_names_the_longer_side()
    {
        AssertReason(
            Check(_video with { Width = 4095, Height = 720 }, "Free"),
            HeyGenPreflightReasonKind.Resolution,
            "The video is 4095 x 720 and Free allows 720p, 1280 x 720: make it smaller or take a larger plan.",
            "pixels",
            4095,
            1280);
        AssertReason(
            Check(_video with { Width = 1440, Height = 2560 }, "Pro"),
            HeyGenPreflightReasonKind.Resolution,
            "The video is 1440 x 2560 and Pro allows 1080p, 1920 x 1080: make it smaller or take a larger plan.",
            "pixels",
            1440,
            1080);
    }

    [Theory]
    [InlineData(3840, null)]
    [InlineData(null, 3840)]
    public void One_side_alone_has_no_resolution(int? width, int? height) =>
        Assert.True(Check(_video with { Width = width, Height = height }, "Free").CanRun);

    [Theory]
    [InlineData("Free", false)]
    [InlineData("Pro", false)]
    [InlineData("Scale", true)]
    [InlineData("Enterprise", true)]
    public void Translation_and_proofreading_need_a_larger_plan(string plan, bool canRun)
    {
        foreach (var operation in new[] { HeyGenCosts.TranslateFast, HeyGenCosts.TranslateQuality, HeyGenCosts.Proofread })
        {
            var reasons = Check(new HeyGenJob { Operation = operation, Length = Time("0:01:00") }, plan).Reasons;
            Assert.Equal(canRun ? [] : [HeyGenPreflightReasonKind.Translation], reasons.Select(r => r.Kind));
        }
    }

    [Fact]
    public void A_plan_without_translation_names_plans_with_it() =>
        AssertReason(
            Check(new HeyGenJob { Operation = HeyGenCosts.Proofread, Length = Time("0:01:00") }, "Pro"),
            HeyGenPreflightReasonKind.Translation,
            "Pro has no translation and no proofreading: take the plan Scale or Enterprise.");

    [Theory]
    [InlineData("Free", false)]
    [InlineData("Pro", true)]
    [InlineData("Scale", true)]
    [InlineData("Enterprise", true)]
    public void WebM_needs_a_paid_plan(string plan, bool canRun)
    {
        var job = _video with { WebM = true };

        Assert.Equal(canRun ? [] : [HeyGenPreflightReasonKind.WebM], Check(job, plan).Reasons.Select(r => r.Kind));
    }

    [Fact]
    public void WebM_on_the_free_plan_suggests_MP4() =>
        AssertReason(
            Check(_video with { WebM = true }, "Free"),
            HeyGenPreflightReasonKind.WebM,
            "Free has no WebM: make the video as MP4 or take a paid plan.");

    [Theory]
    [InlineData("Free", 3, true)]
    [InlineData("Free", 4, false)]
    [InlineData("Pro", 10, true)]
    [InlineData("Pro", 11, false)]
    [InlineData("Scale", 1000, true)]
    [InlineData("Enterprise", 1000, true)]
    public void The_plan_limits_the_avatar_groups(string plan, int groups, bool canRun) =>
        Assert.Equal(canRun, Check(new HeyGenJob { Operation = HeyGenCosts.AvatarTrain, AvatarGroups = groups }, plan).CanRun);

    [Fact]
    public void Too_many_avatar_groups_are_reported_in_groups() =>
        AssertReason(
            Check(new HeyGenJob { Operation = HeyGenCosts.AvatarTrain, AvatarGroups = 4 }, "Free"),
            HeyGenPreflightReasonKind.AvatarGroups,
            "There would be 4 avatar groups and Free allows 3: delete some or take a larger plan.",
            "avatar groups",
            4,
            3);

    [Fact]
    public void Avatar_groups_of_an_unknown_contract_are_unknown()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarTrain, AvatarGroups = 4 };

        var unknown = HeyGenPreflight.Check(job, HeyGenPlan.Enterprise with { HasUnlimitedAvatarGroups = false }, _rich);

        Assert.Null(unknown.CanRun);
        Assert.Equal(
            "Whether Enterprise allows 4 avatar groups is unknown: set HeyGenPlan.MaxAvatarGroups.", Assert.Single(unknown.Unknowns).Message);
        Assert.False(HeyGenPreflight.Check(job, HeyGenPlan.Scale with { MaxAvatarGroups = 3 }, _rich).CanRun);
    }

    [Fact]
    public void The_length_of_an_unknown_contract_is_unknown()
    {
        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = Time("2:00:00") };

        var unknown = Check(job, "Enterprise");
        Assert.Null(unknown.CanRun);
        Assert.Equal(
            "Whether Enterprise allows a video of 2:00:00 depends on the contract: set HeyGenPlan.MaxVideoLength.",
            Assert.Single(unknown.Unknowns).Message);
        Assert.True(HeyGenPreflight.Check(job, HeyGenPlan.Enterprise with { MaxVideoLength = Time("2:00:00") }, _rich).CanRun);
        Assert.False(HeyGenPreflight.Check(job, HeyGenPlan.Enterprise with { MaxVideoLength = Time("1:59:59") }, _rich).CanRun);
    }

    [Fact]
    public void Without_a_plan_its_limits_are_unknown()
    {
        var video = _video with { Width = 1280, Height = 720, WebM = true };

        Assert.Equal(
            [
                "Whether the plan allows a video of 0:01:00",
                "Whether the plan allows a video of 1280 x 720",
                "Whether the plan allows WebM",
            ],
            Unknowns(video));
        Assert.Equal(
            [
                "Whether the plan allows translation and proofreading",
                "Whether the plan allows a video of 0:01:00",
            ],
            Unknowns(new HeyGenJob { Operation = HeyGenCosts.TranslateFast, Length = Time("0:01:00") }));
        Assert.Equal(
            ["Whether the plan allows 4 avatar groups"],
            Unknowns(new HeyGenJob { Operation = HeyGenCosts.AvatarTrain, AvatarGroups = 4 }));
    }

    [Fact]
    public void A_job_that_no_plan_limits_needs_no_plan() =>
        Assert.True(HeyGenPreflight.Check(new HeyGenJob { Operation = HeyGenCosts.Upscale }, null, _rich).CanRun);

    private static HeyGenPreflightResult Check(HeyGenJob job, string plan) =>
        HeyGenPreflight.Check(job, HeyGenPlan.All.Single(p => p.Name == plan), _rich);

    private static IEnumerable<string> Unknowns(HeyGenJob job)
    {
        var result = HeyGenPreflight.Check(job, null, _rich);
        Assert.Null(result.CanRun);
        Assert.Empty(result.Reasons);
        Assert.All(result.Unknowns, u => Assert.EndsWith(NoPlan, u.Message, StringComparison.Ordinal));
        return result.Unknowns.Select(u => u.Message[..^NoPlan.Length]);
    }

    private static TimeSpan Time(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static void AssertReason(
        HeyGenPreflightResult result,
        HeyGenPreflightReasonKind kind,
        string message,
        string unit = "unspecified",
        decimal? actual = null,
        decimal? limit = null)
    {
        Assert.False(result.CanRun);
        Assert.Equal(
            [new HeyGenPreflightReason { Kind = kind, Message = message, Unit = QuotaUnit.Of(unit), Actual = actual, Limit = limit }],
            result.Reasons);
    }
}
