using System.Text;
using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>The errors for the bytes of a body. Only a body that is empty, a web page or cut off is worth a retry.</summary>
public sealed class QuotaDocumentBodyTests
{
    private const string CutOff = "it was cut off";
    private const string NotUtf8 = "it is not valid UTF-8";
    private const string NotJson = "it is not valid JSON";

    [Theory]
    [InlineData("", "it is empty", true)]
    [InlineData(" \t\r\n", "it is empty", true)]
    [InlineData("\r\n <html>", "it is a web page; check BaseAddress and any proxy in between", true)]
    [InlineData("[]", "it is not a JSON object", false)]
    [InlineData("12", "it is not a JSON object", false)]
    [InlineData("{", CutOff, true)]
    [InlineData("[", CutOff, true)]
    [InlineData("tru", CutOff, true)]
    [InlineData("\"tex", CutOff, true)]
    [InlineData("{\"a\":[{\"b\":", CutOff, true)]
    [InlineData("{]", NotJson, false)]
    [InlineData("{} {}", NotJson, false)]
    [InlineData("truth", NotJson, false)]
    [InlineData("{\"a\":1,\"a\":2}", NotJson, false)]
    public void Message_describes_the_body(string body, string what, bool isTransient) => AssertIs(Encoding.UTF8.GetBytes(body), what, isTransient);

    [Theory]
    // é, €, 😀, each cut off after every byte but the last
    [InlineData("7B2261223A22C3")]
    [InlineData("7B2261223A22E2")]
    [InlineData("7B2261223A22E282")]
    [InlineData("7B2261223A22F0")]
    [InlineData("7B2261223A22F09F")]
    [InlineData("7B2261223A22F09F98")]
    [InlineData("C3")]
    [InlineData("E282")]
    [InlineData("F09F98")]
    public void Body_that_ends_within_a_character_is_cut_off(string hex) => AssertIs(Convert.FromHexString(hex), CutOff, true);

    [Theory]
    [InlineData("FF")]
    [InlineData("80")]
    [InlineData("7B2261223A22FF227D")] // in the middle
    [InlineData("7B22FF223A22E282")] // in the middle, and also cut off
    [InlineData("7B2261223A22A9")] // the end of a character without its start
    [InlineData("7B2261223A22ED A0 80")] // half a surrogate pair
    [InlineData("7B2261223A22C3C3A9C3227D")]
    public void Invalid_UTF_8_is_not_cut_off(string hex) =>
        AssertIs(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), NotUtf8, false);

    [Fact]
    public void Cut_off_body_that_is_nested_too_deeply_is_invalid()
    {
        static byte[] Open(int depth) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)));

        AssertIs(Open(32), CutOff, true);
        AssertIs(Open(40), NotJson, false);
    }

    [Fact]
    public void Byte_order_mark_alone_is_empty() => AssertIs([0xEF, 0xBB, 0xBF], "it is empty", true);

    [Fact]
    public void Part_of_a_byte_order_mark_is_cut_off() => AssertIs([0xEF, 0xBB], CutOff, true);

    private static void AssertIs(byte[] body, string what, bool isTransient)
    {
        using var response = new HttpResponseMessage();
        using var document = new QuotaDocument(new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789" }, body, 200, response.Headers, default);

        var error = Assert.Throws<QuotaException>(document.Parse);

        Assert.Equal($"vzla.io sent an unexpected response: {what}.", error.Message);
        Assert.Equal((QuotaErrorKind.Protocol, isTransient, 200), (error.Kind, error.IsTransient, error.StatusCode));
    }
}
