using System.Text;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

public sealed class KeyScrubberTests
{
    private const string Key = "sk/Zm9v+bar==&x";

    [Theory]
    [InlineData(Key)]
    [InlineData("sk\\/Zm9v+bar==&x")]
    [InlineData("sk/Zm9v\\u002Bbar==\\u0026x")]
    [InlineData("sk%2FZm9v%2Bbar%3D%3D%26x")]
    [InlineData("c2svWm05ditiYXI9PSZ4")]
    public void Every_common_form_of_the_key_is_blotted_out(string form)
    {
        var scrubber = new KeyScrubber(Key);
        var body = Encoding.UTF8.GetBytes($$"""{"message":"{{form}} and {{form}}"}""");

        scrubber.Scrub(body.AsSpan());

        Assert.DoesNotContain(form, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.EndsWith("*\"}", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Equal("no *** here", scrubber.Scrub($"no {form} here"));
    }

    [Fact]
    public void The_length_of_the_body_stays()
    {
        var body = Encoding.UTF8.GetBytes($"1{Key}2");
        new KeyScrubber(Key).Scrub(body.AsSpan());
        Assert.Equal("1" + new string('*', Key.Length) + "2", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public void A_key_too_short_to_be_one_does_not_blot_out_members()
    {
        var body = """{"api":1}"""u8.ToArray();
        new KeyScrubber("api").Scrub(body.AsSpan());
        Assert.Equal("""{"api":1}""", Encoding.UTF8.GetString(body));
    }
}
