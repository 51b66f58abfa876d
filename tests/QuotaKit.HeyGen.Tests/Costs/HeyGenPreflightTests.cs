using System.Globalization;
using static QuotaKit.HeyGen.HeyGenPreflightReasonKind;
using static QuotaKit.HeyGen.Tests.Costs.HeyGenSnapshots;

namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenPreflightTests
{
    private static readonly HeyGenJob _hopeless = new()
    {
        Operation = HeyGenCosts.AvatarVideo,
        Length = TimeSpan.FromSeconds(601.5),
        Width = 4096,
        Height = 5000,
        Scenes = 51,
        TextLength = 5000,
        AudioLength = TimeSpan.FromMinutes(11),
        WebM = true,
        Resources = [new() { Kind = HeyGenResourceKind.Video, Format = "mov", Bytes = 200_000_000, Width = 3840, Height = 2160 }],
    };

    [Fact]
    public void A_video_gets_every_reason_at_once()
    {
        var result = HeyGenPreflight.Check(_hopeless, HeyGenPlan.Free, Credits(0.5m) with { IsActive = false });

        Assert.False(result.CanRun);
        Assert.Equal(21m, result.EstimatedCredits);
        Assert.Empty(result.Unknowns);
        Assert.Equal(
            [
                Account, HeyGenPreflightReasonKind.Credits, VideoLength, Resolution, WebM,
                Dimension, Dimension, Scenes, TextLength, AudioLength, ResourceFormat, ResourceSize, ResourceResolution,
            ],
            result.Reasons.Select(r => r.Kind));
    }

    [Fact]
    public void A_translation_gets_every_reason_at_once() =>
        Assert.Equal(
            [Account, HeyGenPreflightReasonKind.Credits, Translation, VideoLength, Resolution],
            HeyGenPreflight.Check(
                _hopeless with { Operation = HeyGenCosts.TranslateQuality }, HeyGenPlan.Pro, Credits(0) with { IsActive = false })
                .Reasons.Select(r => r.Kind));

    [Fact]
    public void A_photo_avatar_gets_every_reason_at_once() =>
        Assert.Equal(
            [Account, HeyGenPreflightReasonKind.Credits, AvatarGroups, LooksInGroup],
            HeyGenPreflight.Check(
                new HeyGenJob { Operation = HeyGenCosts.AvatarTrain, LooksInGroup = 501, AvatarGroups = 4 },
                HeyGenPlan.Free,
                Credits(3.99m) with { IsActive = false })
                .Reasons.Select(r => r.Kind));

    [Fact]
    public void A_reason_decides_even_beside_unknowns()
    {
        var result = HeyGenPreflight.Check(_hopeless with { Width = null, Height = null });

        Assert.False(result.CanRun);
        Assert.Equal([Scenes, TextLength, AudioLength, ResourceFormat, ResourceSize, ResourceResolution], result.Reasons.Select(r => r.Kind));
        Assert.Equal([HeyGenPreflightReasonKind.Credits, VideoLength, WebM], result.Unknowns.Select(u => u.Kind));
        Assert.StartsWith("The job cannot run. The video has 51 scenes", result.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(
            "WebM is unknown: give the account's plan (HeyGenQuotaOptions.Plan, or the setting 'QuotaKit:HeyGen:Plan').",
            result.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_that_are_null_are_not_checked()
    {
        var result = HeyGenPreflight.Check(
            new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(1) }, HeyGenPlan.Free, Credits(2));

        Assert.True(result.CanRun);
        Assert.Empty(result.Unknowns);
    }

    [Fact]
    public void A_null_job_is_rejected() => Assert.Throws<ArgumentNullException>("job", () => HeyGenPreflight.Check(null!));

    [Fact]
    public void Messages_are_the_same_in_every_culture()
    {
        var expected = Sentences();
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign) = (",", "minus ");
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal("21,5", $"{21.5m}");
            Assert.Equal(expected, Sentences());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static string[] Sentences() =>
        [
            .. HeyGenCosts.All.Select(o => o.ToString()),
            HeyGenPreflight.Check(_hopeless, HeyGenPlan.Free, Credits(-0.5m)).ToString(),
            HeyGenPreflight.Check(_hopeless with { Width = -1, Height = -1 }).ToString(),
        ];
    }
}
