using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>Answers in which a vendor refuses.</summary>
public sealed class QuotaDocumentRefusalTests
{
    private static readonly VzlaQuotaOptions _options = new() { ApiKey = "vzlaio_0123456789", Account = "team-a" };

    [Fact]
    public void With_nothing_to_quote_the_status_says_it_all() => Assert.Equal(
        "vzla.io knows the key but does not let it read the quota (HTTP 403).", Refused(403, default).Message);

    [Theory]
    [InlineData("E7", null, null, "vzla.io refused the request (HTTP 422, E7).")]
    [InlineData(null, "No such thing.", null, "vzla.io refused the request (HTTP 422: No such thing).")]
    [InlineData("E7", "No such thing", null, "vzla.io refused the request (HTTP 422, E7: No such thing).")]
    [InlineData("E7", "No such thing", "Ask it for one.", "vzla.io refused the request (HTTP 422, E7: No such thing). Ask it for one.")]
    [InlineData(" ", "", "Try it.", "vzla.io refused the request (HTTP 422). Try it.")]
    [InlineData("E\n7", "two\nlines", null, "vzla.io refused the request (HTTP 422, E 7: two lines).")]
    public void The_vendors_code_and_words_are_quoted_and_our_advice_follows(string? code, string? words, string? advice, string message) =>
        Assert.Equal(message, Refused(422, new(Code: code, Message: words, Advice: advice)).Message);

    [Fact]
    public void What_it_knows_is_in_its_properties()
    {
        var error = Refused(503, new(Code: "E7", Message: "Later."), TimeSpan.FromSeconds(5));

        Assert.Equal((QuotaErrorKind.Unavailable, "vzla", "team-a", 503), (error.Kind, error.Provider, error.Account, error.StatusCode));
        Assert.Equal(("E7", "Later.", TimeSpan.FromSeconds(5), true), (error.VendorCode, error.VendorMessage, error.RetryAfter, error.IsTransient));
    }

    [Fact]
    public void What_the_vendor_means_by_a_status_wins_over_what_others_do()
    {
        var error = Refused(429, new(QuotaErrorKind.QuotaExhausted));

        Assert.Equal((QuotaErrorKind.QuotaExhausted, false), (error.Kind, error.IsTransient));
        Assert.Equal("vzla.io refuses, because the quota is used up (HTTP 429). Wait for the reset, buy credits, or take another plan.", error.Message);
    }

    [Theory]
    [InlineData(5400, null, "Wait for the reset (2026-05-11 10:30 UTC), buy credits, or take another plan.")]
    [InlineData(0, null, "Wait for the reset, buy credits, or take another plan.")]
    [InlineData(86_400, null, "Wait for the reset, buy credits, or take another plan.")]
    [InlineData(5400, "Ask the seller.", "Ask the seller.")]
    public void A_used_up_quota_says_what_helps_and_when(int retryAfter, string? advice, string words)
    {
        using var document = QuotaDocument.Parse(_options, "{}", retrievedAt: new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero), statusCode: 429);

        var error = document.Refused(new(QuotaErrorKind.QuotaExhausted, Advice: advice), TimeSpan.FromSeconds(retryAfter));

        Assert.EndsWith($"(HTTP 429). {words}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "could not be asked: the key was refused; check 'QuotaKit:Vzla:Accounts:team-a:ApiKey'")]
    [InlineData(403, "could not be asked: access was denied")]
    [InlineData(404, "could not be asked: nothing was found at its address")]
    [InlineData(407, "was not asked: a proxy in between wants a user name and password")]
    [InlineData(422, "could not be asked: the request was refused")]
    [InlineData(429, "could not be asked: there were too many requests")]
    [InlineData(502, "is not available")]
    public void A_web_page_is_not_told_as_the_vendors_word(int status, string words)
    {
        using var page = QuotaDocument.Parse(_options, "<h1>No.</h1>", statusCode: status);

        Assert.Equal(
            $"vzla.io {words} (HTTP {status}). The response does not look like vzla.io's: a proxy or gateway in between seems to have answered.",
            page.Refused(default).Message);
    }

    [Fact]
    public void A_response_that_the_mapper_calls_foreign_names_the_base_address()
    {
        var options = new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789", BaseAddress = new Uri("https://gateway.example:8443/vzla/") };
        using var document = QuotaDocument.Parse(options, """{"message":"no Route matched"}""", statusCode: 404);

        Assert.Equal(
            "vzla.io could not be asked: nothing was found at its address (HTTP 404: no Route matched). The response does not look like vzla.io's: "
            + "something in between seems to have answered; check BaseAddress (gateway.example:8443/vzla/).",
            document.Refused(new(Message: "no Route matched", IsForeign: true)).Message);
    }

    [Fact]
    public void A_proxy_that_wants_a_login_is_a_network_error() => Assert.Equal(
        (QuotaErrorKind.Network, false), Refused(407, default) is var error ? (error.Kind, error.IsTransient) : default);

    [Theory]
    [InlineData(400)]
    [InlineData(503)]
    public void Its_words_are_read_where_there_are_any_and_need_not_be_there(int status)
    {
        using var said = QuotaDocument.Parse(_options, """{"message":"No."}""", statusCode: status);
        using var silent = QuotaDocument.Parse(_options, "<h1>No.</h1>", statusCode: status);

        Assert.Equal("No.", said.Root.Text("message"u8));
        Assert.Null(silent.Root.Text("message"u8));
    }

    [Fact]
    public void Below_300_it_is_no_refusal() =>
        Assert.Equal(299, Assert.Throws<QuotaException>(() => QuotaDocument.Parse(_options, "<h1>No.</h1>", statusCode: 299)).StatusCode);

    [Fact]
    public void Words_that_are_no_text_leave_a_refusal_a_refusal()
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
