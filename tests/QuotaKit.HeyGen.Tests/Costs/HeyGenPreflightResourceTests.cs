using static QuotaKit.HeyGen.Tests.Costs.HeyGenSnapshots;

namespace QuotaKit.HeyGen.Tests.Costs;

public sealed class HeyGenPreflightResourceTests
{
    [Theory]
    [InlineData(HeyGenResourceKind.Video, "mp4", 100_000_000L, 1920, 1080)]
    [InlineData(HeyGenResourceKind.Video, ".MP4", null, 2047, 2047)]
    [InlineData(HeyGenResourceKind.Image, "jpg", 50_000_000L, null, 2047)]
    [InlineData(HeyGenResourceKind.Image, "JPEG", 0L, 1, 1)]
    [InlineData(HeyGenResourceKind.Image, "png", null, null, null)]
    [InlineData(HeyGenResourceKind.Audio, "wav", 50_000_000L, 9000, null)]
    [InlineData(HeyGenResourceKind.Audio, "mp3", null, null, null)]
    [InlineData(HeyGenResourceKind.Audio, null, null, null, null)]
    public void A_resource_within_the_limits_is_accepted(HeyGenResourceKind kind, string? format, long? bytes, int? width, int? height) =>
        Assert.True(Check(new HeyGenResource { Kind = kind, Format = format, Bytes = bytes, Width = width, Height = height }).CanRun);

    [Theory]
    [InlineData(HeyGenResourceKind.Video, "webm", "A video is in the format 'webm' and HeyGen accepts MP4: convert it.")]
    [InlineData(HeyGenResourceKind.Image, "gif", "An image is in the format 'gif' and HeyGen accepts JPG and PNG: convert it.")]
    [InlineData(HeyGenResourceKind.Audio, "ogg", "An audio is in the format 'ogg' and HeyGen accepts WAV and MP3: convert it.")]
    [InlineData(HeyGenResourceKind.Audio, "", "An audio is in the format '' and HeyGen accepts WAV and MP3: convert it.")]
    public void Any_other_format_is_rejected(HeyGenResourceKind kind, string format, string message) =>
        AssertReason(new() { Kind = kind, Format = format }, HeyGenPreflightReasonKind.ResourceFormat, message);

    [Theory]
    [InlineData(HeyGenResourceKind.Video, 100_000_001L, 100_000_000L, "A video has 100000001 bytes and HeyGen accepts 100000000: make it smaller.")]
    [InlineData(HeyGenResourceKind.Image, 50_000_001L, 50_000_000L, "An image has 50000001 bytes and HeyGen accepts 50000000: make it smaller.")]
    [InlineData(HeyGenResourceKind.Audio, 50_000_001L, 50_000_000L, "An audio has 50000001 bytes and HeyGen accepts 50000000: make it smaller.")]
    public void A_file_above_the_smaller_megabyte_is_rejected(HeyGenResourceKind kind, long bytes, long limit, string message) =>
        AssertReason(new() { Kind = kind, Bytes = bytes }, HeyGenPreflightReasonKind.ResourceSize, message, "bytes", bytes, limit);

    [Theory]
    [InlineData(HeyGenResourceKind.Video, 2048, 1080, "A video has a side of 2048 pixels and HeyGen accepts less than 2K, 2047: make it smaller.")]
    [InlineData(HeyGenResourceKind.Image, null, 2048, "An image has a side of 2048 pixels and HeyGen accepts less than 2K, 2047: make it smaller.")]
    public void A_side_of_2K_is_rejected(HeyGenResourceKind kind, int? width, int height, string message) =>
        AssertReason(new() { Kind = kind, Width = width, Height = height }, HeyGenPreflightReasonKind.ResourceResolution, message, "pixels", 2048, 2047);

    [Fact]
    public void Each_resource_has_its_own_reasons() => Assert.Equal(
        [HeyGenPreflightReasonKind.ResourceFormat, HeyGenPreflightReasonKind.ResourceSize, HeyGenPreflightReasonKind.ResourceFormat],
        Check(
            new HeyGenResource { Kind = HeyGenResourceKind.Image, Format = "bmp", Bytes = long.MaxValue },
            new HeyGenResource { Kind = HeyGenResourceKind.Image, Format = "png" },
            new HeyGenResource { Kind = HeyGenResourceKind.Audio, Format = "flac" }).Reasons.Select(r => r.Kind));

    private static HeyGenPreflightResult Check(params HeyGenResource[] resources) => HeyGenPreflight.Check(
        new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(1), Resources = resources }, HeyGenPlan.Scale, Credits(1000));

    private static void AssertReason(
        HeyGenResource resource, HeyGenPreflightReasonKind kind, string message, string unit = "unspecified", decimal? actual = null, decimal? limit = null)
    {
        var result = Check(resource);

        Assert.False(result.CanRun);
        Assert.Equal(
            [new HeyGenPreflightReason { Kind = kind, Message = message, Unit = QuotaUnit.Of(unit), Actual = actual, Limit = limit }],
            result.Reasons);
    }
}
