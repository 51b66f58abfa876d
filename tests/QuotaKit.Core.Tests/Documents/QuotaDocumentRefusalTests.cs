using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>Responses with an error status.</summary>
public sealed class QuotaDocumentRefusalTests
{
    private static readonly VzlaQuotaOptions _options = new() { ApiKey = "vzlaio_0123456789", Account = "team-a" };

    [Fact]
    public void Message_without_a_quote_has_the_status() => Assert.Equal(
        "vzla.io recognized the API key, but does not allow it to read the quota (HTTP 403).", Refused(403, default).Message);

    [Theory]
    [InlineData("E7", null, null, "vzla.io rejected the request (HTTP 422, E7).")]
    [InlineData(null, "No such thing.", null, "vzla.io rejected the request (HTTP 422: No such thing).")]
    [InlineData("E7", "No such thing", null, "vzla.io rejected the request (HTTP 422, E7: No such thing).")]
    [InlineData("E7", "No such thing", "Ask it for one.", "vzla.io rejected the request (HTTP 422, E7: No such thing). Ask it for one.")]
    [InlineData(" ", "", "Try it.", "vzla.io rejected the request (HTTP 422). Try it.")]
    [InlineData("E\n7", "two\nlines", null, "vzla.io rejected the request (HTTP 422, E 7: two lines).")]
    public void Message_quotes_code_and_words_before_the_advice(string? code, string? words, string? advice, string message) =>
        Assert.Equal(message, Refused(422, new(Code: code, Message: words, Advice: advice)).Message);

    [Fact]
    public void Error_has_all_properties()
    {
        var error = Refused(503, new(Code: "E7", Message: "Later."), TimeSpan.FromSeconds(5));

        Assert.Equal((QuotaErrorKind.Unavailable, "vzla", "team-a", 503), (error.Kind, error.Provider, error.Account, error.StatusCode));
        Assert.Equal(("E7", "Later.", TimeSpan.FromSeconds(5), true), (error.VendorCode, error.VendorMessage, error.RetryAfter, error.IsTransient));
    }

    [Fact]
    public void Kind_from_the_vendor_overrides_the_status()
    {
        var error = Refused(429, new(QuotaErrorKind.QuotaExhausted));

        Assert.Equal((QuotaErrorKind.QuotaExhausted, false), (error.Kind, error.IsTransient));
        Assert.Equal(
            "vzla.io rejected the request because the quota is used up (HTTP 429). Wait for the reset, buy credits, or choose another plan.",
            error.Message);
    }

    [Theory]
    [InlineData(5400, null, "Wait for the reset (2026-05-11 10:30 UTC), buy credits, or choose another plan.")]
    [InlineData(0, null, "Wait for the reset, buy credits, or choose another plan.")]
    [InlineData(86_400, null, "Wait for the reset, buy credits, or choose another plan.")]
    [InlineData(5400, "Ask the seller.", "Ask the seller.")]
    public void Used_up_quota_says_when_it_resets(int retryAfter, string? advice, string expected)
    {
        using var document = QuotaDocument.Parse(_options, "{}", retrievedAt: new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero), statusCode: 429);

        var error = document.Refused(new(QuotaErrorKind.QuotaExhausted, Advice: advice), TimeSpan.FromSeconds(retryAfter));

        Assert.EndsWith($"(HTTP 429). {expected}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "could not be reached: the API key was rejected", " Check 'QuotaKit:Vzla:Accounts:team-a:ApiKey'.")]
    [InlineData(403, "could not be reached: access was denied")]
    [InlineData(404, "could not be reached: nothing was found at its address")]
    [InlineData(407, "could not be reached: a proxy requires a user name and password")]
    [InlineData(422, "could not be reached: the request was rejected")]
    [InlineData(429, "could not be reached: there were too many requests")]
    [InlineData(502, "is not available")]
    public void Web_page_is_not_attributed_to_the_vendor(int status, string what, string advice = "")
    {
        using var page = QuotaDocument.Parse(_options, "<h1>No.</h1>", statusCode: status);

        Assert.Equal(
            $"vzla.io {what} (HTTP {status}). The response does not look like vzla.io's: a proxy or gateway probably sent it.{advice}",
            page.Refused(default).Message);
    }

    [Theory]
    [InlineData(429, "vzla.io received too many requests (HTTP 429). Retry after 30 s.")]
    [InlineData(503, "vzla.io is not available (HTTP 503). Retry after 30 s.")]
    [InlineData(404, "vzla.io found no such account or address (HTTP 404).")]
    public void Retry_After_is_in_the_message_where_waiting_helps(int status, string message) =>
        Assert.Equal(message, Refused(status, default, TimeSpan.FromSeconds(30)).Message);

    [Fact]
    public void Wait_of_the_vendors_body_overrides_Retry_After()
    {
        var error = Refused(429, new() { RetryAfter = TimeSpan.FromMinutes(5) }, TimeSpan.FromSeconds(30));

        Assert.EndsWith(" Retry after 5 min.", error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(5), error.RetryAfter);
    }

    [Fact]
    public void Rejected_key_names_the_setting_before_the_vendors_advice() => Assert.Equal(
        "vzla.io rejected the API key (HTTP 401). Check 'QuotaKit:Vzla:Accounts:team-a:ApiKey'. Use a live key.",
        Refused(401, new(Advice: "Use a live key.")).Message);

    [Fact]
    public void Foreign_response_names_the_BaseAddress()
    {
        var options = new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789", BaseAddress = new Uri("https://gateway.example:8443/vzla/") };
        using var document = QuotaDocument.Parse(options, """{"message":"no Route matched"}""", statusCode: 404);

        Assert.Equal(
            "vzla.io could not be reached: nothing was found at its address (HTTP 404: no Route matched). The response does not look like vzla.io's: "
            + "another server probably sent it. Check BaseAddress (gateway.example:8443/vzla/).",
            document.Refused(new(Message: "no Route matched", IsForeign: true)).Message);
    }

    [Fact]
    public void Proxy_that_requires_a_login_is_a_network_error() => Assert.Equal(
        (QuotaErrorKind.Network, false), Refused(407, default) is var error ? (error.Kind, error.IsTransient) : default);

    [Theory]
    [InlineData(400)]
    [InlineData(503)]
    public void Error_body_is_read_and_may_be_anything(int status)
    {
        using var json = QuotaDocument.Parse(_options, """{"message":"No."}""", statusCode: status);
        using var page = QuotaDocument.Parse(_options, "<h1>No.</h1>", statusCode: status);

        Assert.Equal("No.", json.Root.Text("message"u8));
        Assert.Null(page.Root.Text("message"u8));
    }

    [Fact]
    public void Status_below_300_requires_a_document() =>
        Assert.Equal(299, Assert.Throws<QuotaException>(() => QuotaDocument.Parse(_options, "<h1>No.</h1>", statusCode: 299)).StatusCode);

    [Fact]
    public void Invalid_text_in_an_error_reads_as_null()
    {
        using var refusal = QuotaDocument.Parse(_options, """{"message":"\ud800","code":7}""", statusCode: 400);

        Assert.Null(refusal.Root.Text("message"u8));
        Assert.Equal("7", refusal.Root.Text("code"u8));
    }

    private static QuotaException Refused(int status, VendorError error, TimeSpan? retryAfter = null)
    {
        using var document = QuotaDocument.Parse(_options, "{}", statusCode: status);
        return document.Refused(error, retryAfter);
    }
}
