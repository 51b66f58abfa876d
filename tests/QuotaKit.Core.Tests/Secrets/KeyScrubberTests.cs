using System.Text;
using System.Text.Json;
using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Secrets;

public sealed class KeyScrubberTests
{
    private const string Key = "sk/Zm9v+bar==&x";

    [Theory]
    [InlineData(Key)]
    [InlineData("sk\\/Zm9v+bar==&x")]
    [InlineData("sk/Zm9v\\u002Bbar==\\u0026x")]
    [InlineData("sk%2FZm9v%2Bbar%3D%3D%26x")]
    [InlineData("c2svWm05ditiYXI9PSZ4")]
    [InlineData("SK/ZM9V+BAR==&X")]
    [InlineData("\\u0073\\u006b\\u002fZm9v\\u002bbar==&x")]
    [InlineData("sk%2fZm9v%2bbar%3d%3d%26x")]
    [InlineData("sk%252FZm9v%252Bbar%253D%253D%2526x")]
    [InlineData("736b2f5a6d39762b6261723d3d2678")]
    [InlineData("73-6B-2F-5A-6D-39-76-2B-62-61-72-3D-3D-26-78")]
    public void Every_common_form_of_the_key_is_replaced(string form)
    {
        var scrubber = new KeyScrubber(Key);
        var body = Encoding.UTF8.GetBytes($$"""{"message":"{{form}} and {{form}}"}""");

        scrubber.Scrub(body.AsSpan());

        Assert.DoesNotContain(form, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.EndsWith("*\"}", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Equal("no *** here", scrubber.Scrub($"no {form} here"));
    }

    [Fact]
    public void Length_of_the_body_stays_the_same()
    {
        var body = Encoding.UTF8.GetBytes($"1{Key}2");
        new KeyScrubber(Key).Scrub(body.AsSpan());
        Assert.Equal("1" + new string('*', Key.Length) + "2", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public void Short_key_does_not_replace_member_names()
    {
        var body = """{"api":1}"""u8.ToArray();
        new KeyScrubber("api").Scrub(body.AsSpan());
        Assert.Equal("""{"api":1}""", Encoding.UTF8.GetString(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("user:")]
    public void Base64_of_a_text_with_the_key_is_replaced(string before)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Key} and more"));

        Assert.Matches(@"^[\w+/]{0,8}\*\*\*[\w+/=]{12,16}$", new KeyScrubber(Key).Scrub(base64));
        Assert.Matches(@"^[\w-]{0,8}\*\*\*[\w-]{12,16}=*$", new KeyScrubber(Key).Scrub(base64.Replace('+', '-').Replace('/', '_')));
    }

    [Theory]
    [InlineData("ab\"cd<ef&gh\\ij%4b'kl")]
    [InlineData("\\u0041\\\\\\n\"\"%25%41xyz")]
    [InlineData("%%%%%%%%%%")]
    public void Key_of_escapes_is_replaced_and_the_document_stays_valid(string key)
    {
        var document = JsonSerializer.Serialize(new[] { "é\n\\", key, $"\\{key}\t{key}\"", Uri.EscapeDataString(key), JsonSerializer.Serialize(key) });
        var body = Encoding.UTF8.GetBytes(document);

        new KeyScrubber(key).Scrub(body.AsSpan());

        var texts = JsonSerializer.Deserialize<string[]>(body)!;
        Assert.Equal("é\n\\", texts[0]);
        Assert.All(texts.Skip(1), t => Assert.DoesNotContain(key, t, StringComparison.Ordinal));
        Assert.All(texts.Skip(1), t => Assert.DoesNotContain(key, Uri.UnescapeDataString(t), StringComparison.Ordinal));
        Assert.Equal(document.Length, Encoding.UTF8.GetCharCount(body));
    }

    [Fact]
    public void Text_similar_to_the_key_stays()
    {
        const string Text = """{"sk":"Zm9v","note":"50% of sk/Zm9v+bar==&, C:\\Users\\x","path":"\/a%2Fb%zz%"}""";
        var body = Encoding.UTF8.GetBytes(Text);

        new KeyScrubber(Key).Scrub(body.AsSpan());

        Assert.Equal(Text, Encoding.UTF8.GetString(body));
        Assert.Same(Text, new KeyScrubber(Key).Scrub(Text));
    }

    [Fact]
    public void Key_of_mostly_backslashes_does_not_replace_everything()
    {
        const string Key = """\\\\\\\\\\a""";
        Assert.Equal("""a C:\a *** \n""", new KeyScrubber(Key).Scrub($"""a C:\a {Key} \n"""));
    }

    [Fact]
    public void A_million_escapes_are_fast()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("%25", 350_000)));
        new KeyScrubber(new string('%', 4096)).Scrub(body.AsSpan());
        Assert.Equal(1_050_000, body.Length);
    }

    [Fact]
    public void Exception_that_quotes_the_key_is_replaced()
    {
        var scrubber = new KeyScrubber(Key);
        var innocent = new IOException("It broke.", new InvalidOperationException("inside"));

        Assert.Same(innocent, scrubber.Scrub(innocent));
        Assert.Equal("System.IO.IOException: It quotes ***.", scrubber.Scrub(new IOException($"It quotes {Key}.")).Message);
        Assert.Null(scrubber.Scrub(new IOException("It broke.", new InvalidOperationException(Key))).InnerException);
    }
}
