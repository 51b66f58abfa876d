using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Secrets;

public sealed class VendorTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n")]
    public void Nothing_is_null(string? text) => Assert.Null(VendorText.Clean(text, null));

    [Fact]
    public void White_space_around_it_goes_and_within_it_is_on_one_line() => Assert.Equal("a b", VendorText.Clean("\n a\nb ", null));

    [Fact]
    public void Three_hundred_characters_are_kept_and_of_more_the_rest_is_cut()
    {
        var longest = new string('a', 300);

        Assert.Equal(longest, VendorText.Clean(longest, null));
        Assert.Equal(longest + "…", VendorText.Clean(longest + "b", null));
        Assert.Equal(longest + "…", VendorText.Clean(longest + new string('b', 1000), null));
    }

    [Fact]
    public void It_is_not_cut_between_the_halves_of_a_character()
    {
        var before = new string('a', 299);

        Assert.Equal(before + "…", VendorText.Clean(before + "😀b", null));
        Assert.Equal(before[1..] + "😀…", VendorText.Clean(before[1..] + "😀b", null));
    }

    [Fact]
    public void The_key_goes_before_the_rest_is_cut()
    {
        var scrubber = new KeyScrubber("0123456789abcdef");

        Assert.Equal("a *** b", VendorText.Clean("a 0123456789abcdef b", scrubber));
        Assert.Equal(new string('a', 290) + "***", VendorText.Clean(new string('a', 290) + "0123456789abcdef", scrubber));
    }
}
