using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Secrets;

public sealed class VendorTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n")]
    public void Empty_text_becomes_null(string? text) => Assert.Null(VendorText.Clean(text, null));

    [Fact]
    public void White_space_is_trimmed_and_lines_are_joined() => Assert.Equal("a b", VendorText.Clean("\n a\nb ", null));

    [Fact]
    public void Text_is_cut_after_300_characters()
    {
        var longest = new string('a', 300);

        Assert.Equal(longest, VendorText.Clean(longest, null));
        Assert.Equal(longest + "…", VendorText.Clean(longest + "b", null));
        Assert.Equal(longest + "…", VendorText.Clean(longest + new string('b', 1000), null));
    }

    [Fact]
    public void Cut_does_not_split_a_surrogate_pair()
    {
        var before = new string('a', 299);

        Assert.Equal(before + "…", VendorText.Clean(before + "😀b", null));
        Assert.Equal(before[1..] + "😀…", VendorText.Clean(before[1..] + "😀b", null));
    }

    [Fact]
    public void Key_is_removed_before_the_text_is_cut()
    {
        var scrubber = new KeyScrubber("0123456789abcdef");

        Assert.Equal("a *** b", VendorText.Clean("a 0123456789abcdef b", scrubber));
        Assert.Equal(new string('a', 290) + "***", VendorText.Clean(new string('a', 290) + "0123456789abcdef", scrubber));
    }
}
