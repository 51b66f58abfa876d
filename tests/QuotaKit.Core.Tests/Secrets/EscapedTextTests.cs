using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Secrets;

public sealed class EscapedTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a%2F", "a/")]
    [InlineData("a\\u002f", "a/")]
    [InlineData("%41%42", "AB")]
    [InlineData("\\/", "/")]
    [InlineData("%2", "%2")]
    [InlineData("%", "%")]
    [InlineData("%zz", "%zz")]
    [InlineData("\\u12", "u12")]
    [InlineData("\\", "")]
    [InlineData("\\\\\\u0041", "A")]
    public void Escapes_are_undone_and_other_text_stays(string escaped, string text) => Assert.Equal(text, Unescape(escaped).Text);

    [Theory]
    [InlineData("%2525252F", "/")]
    [InlineData("%252525252F", "%2F")]
    public void Escapes_are_undone_four_times_at_most(string escaped, string text) => Assert.Equal(text, Unescape(escaped).Text);

    [Fact]
    public void Each_byte_has_its_original_position()
    {
        var (text, starts) = Unescape("a\\u002Fb%2Fc");

        Assert.Equal("a/b/c", text);
        Assert.Equal([0, 1, 7, 8, 11, 12], starts);
    }

    [Fact]
    public void Escaped_character_outside_ASCII_takes_one_byte() => Assert.Equal(3, Unescape("a\\u20acb").Text.Length);

    private static (string Text, int[] Starts) Unescape(string text)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
        int[] starts = [.. Enumerable.Range(0, bytes.Length + 1)];
        var length = EscapedText.Unescape(bytes, starts);
        return (System.Text.Encoding.ASCII.GetString(bytes, 0, length), starts[..(length + 1)]);
    }
}
