using static QuotaKit.HeyGen.Tests.Costs.HeyGenSnapshots;

namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenPreflightInputTests
{
    private static readonly HeyGenJob _video = new() { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData(129, 720)]
    [InlineData(720, 129)]
    [InlineData(4095, 720)]
    [InlineData(720, 4095)]
    [InlineData(4095, 4095)]
    public void A_side_between_128_and_4096_is_accepted(int width, int height) =>
        Assert.True(Check(_video with { Width = width, Height = height }).CanRun);

    [Theory]
    [InlineData(128, 720, "The width of the video is 128: make it 129 to 4095 pixels.", 128, 129)]
    [InlineData(720, 128, "The height of the video is 128: make it 129 to 4095 pixels.", 128, 129)]
    [InlineData(4096, 720, "The width of the video is 4096: make it 129 to 4095 pixels.", 4096, 4095)]
    [InlineData(720, 4096, "The height of the video is 4096: make it 129 to 4095 pixels.", 4096, 4095)]
    [InlineData(0, 720, "The width of the video is 0: make it 129 to 4095 pixels.", 0, 129)]
    [InlineData(720, -1, "The height of the video is -1: make it 129 to 4095 pixels.", -1, 129)]
    [InlineData(128, null, "The width of the video is 128: make it 129 to 4095 pixels.", 128, 129)]
    [InlineData(null, 4096, "The height of the video is 4096: make it 129 to 4095 pixels.", 4096, 4095)]
    public void Any_other_side_is_rejected(int? width, int? height, string message, int actual, int limit) =>
        AssertReason(
            Check(_video with { Width = width, Height = height }), HeyGenPreflightReasonKind.Dimension, message, "pixels", actual, limit);

    [Fact]
    public void Each_side_is_its_own_reason() =>
        Assert.Equal([128m, 4096m], Check(_video with { Width = 128, Height = 4096 }).Reasons.Select(r => r.Actual));

    [Fact]
    public void A_video_has_at_most_50_scenes()
    {
        Assert.True(Check(_video with { Scenes = 50 }).CanRun);
        AssertReason(
            Check(_video with { Scenes = 51 }),
            HeyGenPreflightReasonKind.Scenes,
            "The video has 51 scenes and HeyGen accepts 50: split it into several videos.",
            "scenes",
            51,
            50);
    }

    [Fact]
    public void A_text_has_less_than_5000_characters()
    {
        Assert.True(Check(_video with { TextLength = 4999 }).CanRun);
        AssertReason(
            Check(_video with { TextLength = 5000 }),
            HeyGenPreflightReasonKind.TextLength,
            "A text has 5000 characters and HeyGen accepts 4999 at a time: split it over several scenes.",
            "characters",
            5000,
            4999);
    }

    [Fact]
    public void A_streaming_text_has_at_most_1000_characters()
    {
        var session = _video with { Operation = HeyGenCosts.Streaming };

        Assert.True(Check(session with { TextLength = 1000 }).CanRun);
        AssertReason(
            Check(session with { TextLength = 1001 }),
            HeyGenPreflightReasonKind.TextLength,
            "A text has 1001 characters and HeyGen accepts 1000 at a time: send it in several repeat tasks.",
            "characters",
            1001,
            1000);
    }

    [Fact]
    public void An_audio_lasts_at_most_ten_minutes()
    {
        Assert.True(Check(_video with { AudioLength = new TimeSpan(0, 10, 0) }).CanRun);
        AssertReason(
            Check(_video with { AudioLength = new TimeSpan(0, 10, 1) }),
            HeyGenPreflightReasonKind.AudioLength,
            "An audio is 0:10:01 long and HeyGen accepts 0:10:00 at a time: split it over several scenes.",
            "seconds",
            601,
            600);
    }

    [Fact]
    public void An_avatar_group_has_at_most_500_looks()
    {
        var looks = new HeyGenJob { Operation = HeyGenCosts.LookGenerate };

        Assert.True(Check(looks with { LooksInGroup = 500 }).CanRun);
        AssertReason(
            Check(looks with { LooksInGroup = 501 }),
            HeyGenPreflightReasonKind.LooksInGroup,
            "The avatar group would have 501 looks and HeyGen accepts 500: delete some or use another group.",
            "looks",
            501,
            500);
    }

    [Theory]
    [InlineData("photo-avatar-video", 7)]
    [InlineData("avatar-video", 7)]
    [InlineData("avatar-iv", 7)]
    [InlineData("translate-fast", 0)]
    [InlineData("translate-quality", 0)]
    [InlineData("proofread", 0)]
    [InlineData("streaming", 1)]
    [InlineData("photo-generate", 2)]
    [InlineData("look-generate", 2)]
    [InlineData("avatar-train", 2)]
    [InlineData("add-motion", 2)]
    [InlineData("add-sound-effect", 2)]
    [InlineData("upscale", 2)]
    public void Limits_of_other_operations_are_not_checked(string key, int reasons)
    {
        Assert.True(HeyGenCosts.TryFind(key, out var operation));
        var everythingTooLarge = new HeyGenJob
        {
            Operation = operation,
            Length = TimeSpan.FromMinutes(1),
            Width = 5000,
            Height = 5000,
            Scenes = 51,
            TextLength = 5000,
            AudioLength = TimeSpan.FromHours(1),
            WebM = true,
            LooksInGroup = 501,
            AvatarGroups = 11,
            Resources = [new() { Kind = HeyGenResourceKind.Image, Format = "gif" }],
        };
        var plan = HeyGenPlan.Scale with { AllowsWebM = false, MaxAvatarGroups = 10 };

        Assert.Equal(reasons, HeyGenPreflight.Check(everythingTooLarge, plan, Credits(1000)).Reasons.Count);
    }

    private static HeyGenPreflightResult Check(HeyGenJob job) => HeyGenPreflight.Check(job, HeyGenPlan.Scale, Credits(1000));

    private static void AssertReason(
        HeyGenPreflightResult result, HeyGenPreflightReasonKind kind, string message, string unit, decimal actual, decimal limit)
    {
        Assert.False(result.CanRun);
        Assert.Equal(
            [new HeyGenPreflightReason { Kind = kind, Message = message, Unit = QuotaUnit.Of(unit), Actual = actual, Limit = limit }],
            result.Reasons);
    }
}
