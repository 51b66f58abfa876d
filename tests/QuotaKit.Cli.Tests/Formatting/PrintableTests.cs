using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Tests.Formatting;

public class PrintableTests
{
    [Theory]
    [InlineData("plain [red] <b> 漢字 é", "plain [red] <b> 漢字 é")]
    [InlineData("\u001b[2Ja\nb\rc\td\0e\u0085f\u009b", " [2Ja b c d e f ")]
    [InlineData("a\u2028b\u2029c\u00a0d\u3000e", "a b c d e")]
    [InlineData("a\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061cb", "a\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdb")]
    [InlineData("a\u200b\u200c\u200d\u2060\ufeff\u00ad\ufff9\u034f\u3164\ufe0fb", "a\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdb")]
    [InlineData("a\uffff\ufffe\ufdd0\ue000b", "a\ufffd\ufffd\ufffd\ufffdb")]
    [InlineData("\U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd \U000e0041\U000f0000", "DE \U0001f44d \ufffd\ufffd")]
    [InlineData("\u0301e\u0301\u0301\u0301\u0301\u0301!", "e\u0301\u0301\u0301!")]
    public void Line_holds_only_visible_characters(string text, string line) => Assert.Equal(line, Printable.Line(text));

    // Attributes are stored as UTF-8 and cannot hold half a pair.
    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("a\ufffdb\ufffd", Printable.Line("a\ud800b\udc00"));

    [Fact]
    public void Megabyte_is_cut_and_ends_with_an_ellipsis()
    {
        foreach (var piece in new[] { "x", "漢", "e\u0301\u0301\u0301\u0301", "\u200b", "😀" })
        {
            var megabyte = string.Concat(Enumerable.Repeat(piece, 1 << 20));

            Assert.InRange(DisplayWidth.Of(Printable.Line(megabyte)), 0, 2_000);
            Assert.InRange(DisplayWidth.Of(Printable.Name(megabyte)), 0, 100);
            Assert.InRange(Printable.Name(megabyte).Length, 0, 400);
        }

        Assert.EndsWith("漢…", Printable.Name(new string('漢', 1 << 20)), StringComparison.Ordinal);
    }

    [Fact]
    public void List_prints_twenty_names() => Assert.EndsWith(
        "n19, n20 and 236 more", Printable.List(Enumerable.Range(1, 256).Select(i => $"n{i}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("漢字", 4)]
    [InlineData("한국", 4)]
    [InlineData("ｗ", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("\u1112\u1161\u11ab", 2)]
    [InlineData("😀", 2)]
    [InlineData("𝐀", 1)]
    [InlineData("⌚⭐✅", 6)]
    [InlineData("─█…—×", 5)]
    [InlineData("\U00020000", 2)]
    public void Width_counts_terminal_columns(string text, int columns) => Assert.Equal(columns, DisplayWidth.Of(text));

    [Theory]
    [InlineData("漢字漢字", 8, "漢字漢字")]
    [InlineData("漢字漢字", 7, "漢字漢…")]
    [InlineData("漢字漢字", 6, "漢字…")]
    [InlineData("ae\u0301bc", 3, "ae\u0301…")]
    [InlineData("😀😀", 3, "😀…")]
    public void Shorten_cuts_between_characters(string text, int columns, string cut) => Assert.Equal(cut, Printable.Shorten(text, columns, "…"));

    [Fact]
    public void Ascii_replaces_other_characters() => Assert.Equal("caf? ? [x]", Printable.Ascii("cafe\u0301 漢 [x]".Replace("e\u0301", "é", StringComparison.Ordinal)));
}
