using System.Text;
using System.Text.Json;
using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>What a mapper is given, and what it may say about it.</summary>
public sealed class QuotaDocumentTests
{
    private static readonly VzlaQuotaOptions _options = new() { ApiKey = "vzlaio_0123456789", Account = "team-a" };

    [Fact]
    public void It_has_the_headers_the_status_and_the_time_that_it_was_given()
    {
        using var response = new HttpResponseMessage();
        response.Headers.Add("X-Left", "7");
        var sentAt = new DateTimeOffset(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

        using var document = QuotaDocument.Parse(_options, "{}", response.Headers, sentAt, 203);

        Assert.Same(response.Headers, document.Headers);
        Assert.Equal((203, sentAt), (document.StatusCode, document.RetrievedAt));
        Assert.Same(_options, document.Options);
    }

    [Fact]
    public void Without_headers_it_has_none()
    {
        using var document = QuotaDocument.Parse(_options, "{}");
        Assert.Empty(document.Headers);
    }

    [Fact]
    public void Settings_that_are_missing_are_refused_by_name() =>
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => QuotaDocument.Parse(null!, "{}")).ParamName);

    [Fact]
    public void Each_warning_is_kept_on_one_line()
    {
        using var document = QuotaDocument.Parse(_options, "{}");

        document.Warn("first\nline");
        document.Warn(" second ");
        document.Warn(" ");

        Assert.Equal(["first line", "second", ""], document.Warnings);
    }

    [Fact]
    public void What_is_malformed_says_whose_document_it_is_and_why()
    {
        using var document = QuotaDocument.Parse(_options, "{}", statusCode: 203);
        var cause = new FormatException();

        var error = document.Malformed("'n' is\nodd", cause);

        Assert.Equal("vzla.io sent an unexpected response: 'n' is odd.", error.Message);
        Assert.Equal((QuotaErrorKind.Protocol, "vzla", "team-a", 203, false), (error.Kind, error.Provider, error.Account, error.StatusCode, error.IsTransient));
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void A_copy_leaves_out_members_wherever_they_stand()
    {
        using var document = QuotaDocument.Parse(
            _options, """{"email":"a@b.example","n":1.50,"list":[{"email":"c","id":1},[{"email":"d"},"ü",null]],"inner":{"email":"e","on":true,"off":false}}""");

        var copy = Encoding.UTF8.GetString(document.CopyWithout(m => m.Is("email"u8)));

        Assert.Equal("""{"n":1.50,"list":[{"id":1},[{},"ü",null]],"inner":{"on":true,"off":false}}""", copy);
    }

    [Fact]
    public void What_is_left_out_can_be_told_by_what_it_holds()
    {
        using var document = QuotaDocument.Parse(_options, """{"a":{"n":1,"t":"x"},"n":2}""");

        Assert.Equal("""{"a":{"t":"x"}}""", Encoding.UTF8.GetString(document.CopyWithout(m => m.IsNumber)));
        Assert.Equal("""{"n":2}""", Encoding.UTF8.GetString(document.CopyWithout(m => m.AsObject() is not null)));
    }

    [Fact]
    public void A_copy_needs_to_be_told_what_to_leave_out()
    {
        using var document = QuotaDocument.Parse(_options, "{}");
        Assert.Equal("leaveOut", Assert.Throws<ArgumentNullException>(() => document.CopyWithout(null!)).ParamName);
    }

    [Fact]
    public void The_snapshot_starts_with_the_document_as_it_came()
    {
        const string Json = """{ "n" : 1, "t":"\u00fc" }""";
        using var document = QuotaDocument.Parse(_options, Json);
        var snapshot = document.StartSnapshot();
        snapshot.Add(new() { Key = "n", Label = "N", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = 1 });

        Assert.Equal(Json, snapshot.Build().RawJson);
        Assert.Equal("vzla/team-a", snapshot.Build().Name);
    }

    [Fact]
    public void Once_disposed_it_cannot_be_read_any_more()
    {
        var document = QuotaDocument.Parse(_options, """{"n":1}""");
        document.Dispose();

        Assert.Throws<ObjectDisposedException>(() => document.Root.Number("n"u8));
    }

    [Fact]
    public void A_name_that_comes_twice_is_refused_and_the_parsers_reason_is_kept() =>
        Assert.IsType<JsonException>(Assert.Throws<QuotaException>(() => QuotaDocument.Parse(_options, """{"n":1,"n":2}""")).InnerException, exactMatch: false);
}
