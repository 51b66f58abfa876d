namespace QuotaKit.HeyGen.Tests;

public sealed class HeyGenResolutionsTests
{
    [Theory]
    [InlineData(640, 360, HeyGenResolution.P720)]
    [InlineData(1280, 720, HeyGenResolution.P720)]
    [InlineData(720, 1280, HeyGenResolution.P720)]
    [InlineData(720, 720, HeyGenResolution.P720)]
    [InlineData(1280, 721, HeyGenResolution.P1080)]
    [InlineData(721, 1280, HeyGenResolution.P1080)]
    [InlineData(1920, 1080, HeyGenResolution.P1080)]
    [InlineData(1080, 1920, HeyGenResolution.P1080)]
    [InlineData(1080, 1080, HeyGenResolution.P1080)]
    [InlineData(1920, 1081, HeyGenResolution.P4K)]
    [InlineData(2560, 1440, HeyGenResolution.P4K)]
    [InlineData(3840, 2160, HeyGenResolution.P4K)]
    [InlineData(2160, 3840, HeyGenResolution.P4K)]
    [InlineData(1281, 720, HeyGenResolution.P1080)]
    [InlineData(1280, 1280, HeyGenResolution.P4K)]
    [InlineData(1680, 720, HeyGenResolution.P1080)]
    [InlineData(1921, 720, HeyGenResolution.P4K)]
    [InlineData(4095, 720, HeyGenResolution.P4K)]
    [InlineData(720, 4095, HeyGenResolution.P4K)]
    [InlineData(2560, 1080, HeyGenResolution.P4K)]
    public void Both_sides_have_to_fit(int width, int height, HeyGenResolution expected) =>
        Assert.Equal(expected, HeyGenResolutions.Of(width, height));

    [Theory]
    [InlineData(0, 720, "width")]
    [InlineData(-1, 720, "width")]
    [InlineData(1280, 0, "height")]
    [InlineData(1280, -1, "height")]
    public void A_side_without_pixels_is_rejected(int width, int height, string parameter) =>
        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => HeyGenResolutions.Of(width, height));

    [Fact]
    public void ToName_returns_the_name_of_HeyGens_page()
    {
        Assert.Equal(["720p", "1080p", "4k"], Enum.GetValues<HeyGenResolution>().Select(r => r.ToName()));
        Assert.Throws<ArgumentOutOfRangeException>("resolution", () => ((HeyGenResolution)3).ToName());
    }

    [Fact]
    public void A_higher_resolution_is_greater() =>
        Assert.True(HeyGenResolution.P720 < HeyGenResolution.P1080 && HeyGenResolution.P1080 < HeyGenResolution.P4K);
}
