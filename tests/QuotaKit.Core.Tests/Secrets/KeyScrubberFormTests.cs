using System.Text;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Secrets;

/// <summary>Several forms of a key in one text, the shortest keys, and keys whose base64 differs in URLs.</summary>
public sealed class KeyScrubberFormTests
{
    private const string Key = "key_0123456789";

    [Fact]
    public void All_occurrences_are_replaced_and_other_text_stays()
    {
        var scrubber = new KeyScrubber(Key);

        Assert.Equal("a *** b *** c *** d", scrubber.Scrub($"a {Key} b {Key} c {Key} d"));
        Assert.Equal("******", scrubber.Scrub(Key + Key));
        Assert.Equal("a * b * c", Scrubbed(scrubber, $"a {Key} b {Key} c").Replace(new string('*', Key.Length), "*", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_forms_in_one_text_are_both_replaced()
    {
        var scrubber = new KeyScrubber(Key);
        var hex = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Key));

        Assert.Equal("*** is ***", scrubber.Scrub($"{Key} is {hex}"));
        Assert.DoesNotContain(Key, Scrubbed(scrubber, $"{Key} is {hex}"), StringComparison.Ordinal);
        Assert.DoesNotContain(hex, Scrubbed(scrubber, $"{Key} is {hex}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_and_escaped_forms_are_both_replaced()
    {
        var scrubber = new KeyScrubber("key/0123456789");

        Assert.Equal("*** or *** or ***.", scrubber.Scrub("key%2F0123456789 or key/0123456789 or key\\u002f0123456789."));
    }

    [Theory]
    [InlineData("key?????????>>>>")]
    [InlineData("k~~~~~~~~~~???")]
    [InlineData("ke>>>?>>>?>>>~")]
    public void Base64_of_either_alphabet_is_replaced_at_any_offset(string key)
    {
        var scrubber = new KeyScrubber(key);
        foreach (var before in new[] { "", "a", "ab" })
        {
            var base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{before}{key} and more"));
            Assert.True(base64.Contains('+', StringComparison.Ordinal) || base64.Contains('/', StringComparison.Ordinal));

            Assert.Matches(@"^\w{0,3}\*\*\*[\w=]{12,16}$", scrubber.Scrub(base64));
            Assert.Matches(@"^\w{0,3}\*\*\*[\w=]{12,16}$", scrubber.Scrub(base64.Replace('+', '-').Replace('/', '_')));
        }
    }

    [Fact]
    public void Keys_have_at_least_eight_characters()
    {
        Assert.Equal("***", new KeyScrubber("abcd/efg").Scrub("abcd/efg"));
        Assert.Equal("***", new KeyScrubber("abcd/efg").Scrub("abcd%2Fefg"));
        Assert.Equal("a ***", new KeyScrubber("abcd/efg").Scrub("a abcd/efg"));
        Assert.Equal("********", Scrubbed(new KeyScrubber("abcd/efg"), "abcd/efg"));
        Assert.Equal("abcd/ef abcd%2Fef", new KeyScrubber("abcd/ef").Scrub("abcd/ef abcd%2Fef"));
    }

    [Theory]
    [InlineData("é {0} ü", "é * ü")]
    [InlineData("{0}é", "*é")]
    [InlineData("é{0}", "é*")]
    [InlineData("éé€😀{0}😀", "éé€😀*😀")]
    public void Characters_outside_ASCII_around_the_key_stay(string text, string expected)
    {
        var scrubber = new KeyScrubber(Key);

        foreach (var key in new[] { Key, Key.ToUpperInvariant() })
        {
            var with = text.Replace("{0}", key, StringComparison.Ordinal);
            Assert.Equal(expected.Replace("*", "***", StringComparison.Ordinal), scrubber.Scrub(with));
            Assert.Equal(expected.Replace("*", new string('*', Key.Length), StringComparison.Ordinal), Scrubbed(scrubber, with));
        }
    }

    [Theory]
    [InlineData("\\")]
    [InlineData("%41\\u0042")]
    public void Escape_in_a_large_body_needs_no_extra_memory(string escape)
    {
        var body = Encoding.ASCII.GetBytes(escape.PadRight(1024 * 1024, 'x'));
        var scrubber = new KeyScrubber(Key);
        scrubber.Scrub("""{"a":"\\"}"""u8.ToArray());

        var before = GC.GetAllocatedBytesForCurrentThread();
        scrubber.Scrub(body.AsSpan());
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // One rented copy of the body. The runtime counts by blocks of some kilobytes; the failure that this prevents took 15 MiB.
        Assert.InRange(allocated, 0, body.Length + 64 * 1024);
    }

    [Fact]
    public void Escaped_key_is_found_in_a_large_body()
    {
        var body = Encoding.ASCII.GetBytes("key\\u005f0123456789".PadLeft(1024 * 1024, 'x'));
        new KeyScrubber(Key).Scrub(body.AsSpan());

        Assert.Equal(new string('*', Key.Length + 5), Encoding.ASCII.GetString(body[^(Key.Length + 5)..]));
        Assert.Equal((byte)'x', body[^(Key.Length + 6)]);
    }

    [Fact]
    public void Null_and_short_texts_stay_the_same()
    {
        var scrubber = new KeyScrubber(Key);

        Assert.Null(scrubber.Scrub((string?)null));
        Assert.Equal("", scrubber.Scrub(""));
        Assert.Equal("key_012", scrubber.Scrub("key_012"));
        Assert.Equal("", Scrubbed(scrubber, ""));
    }

    private static string Scrubbed(KeyScrubber scrubber, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        scrubber.Scrub(body.AsSpan());
        return Encoding.UTF8.GetString(body);
    }
}
