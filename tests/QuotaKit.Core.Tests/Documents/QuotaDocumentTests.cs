using System.Text;
using System.Text.Json;
using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>The parts of a response that a mapper reads, and the warnings and errors that it creates.</summary>
public sealed class QuotaDocumentTests
{
    private static readonly VzlaQuotaOptions _options = new() { ApiKey = "vzlaio_0123456789", Account = "team-a" };

    [Fact]
    public void Document_has_the_given_headers_status_and_time()
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
    public void Headers_are_empty_by_default()
    {
        using var document = QuotaDocument.Parse(_options, "{}");
        Assert.Empty(document.Headers);
    }

    [Fact]
    public void Missing_options_are_named() =>
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => QuotaDocument.Parse(null!, "{}")).ParamName);

    [Fact]
    public void Warnings_are_kept_on_one_line()
    {
        using var document = QuotaDocument.Parse(_options, "{}");

        document.Warn("first\nline");
        document.Warn(" second ");
        document.Warn(" ");

        Assert.Equal(["first line", "second", ""], document.Warnings);
    }

    [Fact]
    public void Malformed_says_whose_document_it_is_and_why()
    {
        using var document = QuotaDocument.Parse(_options, "{}", statusCode: 203);
        var cause = new FormatException();

        var error = document.Malformed("'n' is\nodd", cause);

        Assert.Equal("vzla.io sent an unexpected response: 'n' is odd.", error.Message);
        Assert.Equal((QuotaErrorKind.Protocol, "vzla", "team-a", 203, false), (error.Kind, error.Provider, error.Account, error.StatusCode, error.IsTransient));
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void Copy_leaves_out_members_at_any_depth()
    {
        using var document = QuotaDocument.Parse(
            _options,
            """{"email":"a@b.example","n":1.50,"list":[{"email":"c","id":1},[{"email":"d"},"ü",null]],"inner":{"email":"e","on":true,"off":false}}""");

        var copy = Encoding.UTF8.GetString(document.CopyWithout(m => m.Is("email"u8)));

        Assert.Equal("""{"n":1.50,"list":[{"id":1},[{},"ü",null]],"inner":{"on":true,"off":false}}""", copy);
    }

    [Fact]
    public void Copy_can_leave_out_members_by_value()
    {
        using var document = QuotaDocument.Parse(_options, """{"a":{"n":1,"t":"x"},"n":2}""");

        Assert.Equal("""{"a":{"t":"x"}}""", Encoding.UTF8.GetString(document.CopyWithout(m => m.IsNumber)));
        Assert.Equal("""{"n":2}""", Encoding.UTF8.GetString(document.CopyWithout(m => m.AsObject() is not null)));
    }

    [Fact]
    public void Copy_requires_a_predicate()
    {
        using var document = QuotaDocument.Parse(_options, "{}");
        Assert.Equal("leaveOut", Assert.Throws<ArgumentNullException>(() => document.CopyWithout(null!)).ParamName);
    }

    [Fact]
    public void Snapshot_keeps_the_document_unchanged()
    {
        const string Json = """{ "n" : 1, "t":"\u00fc" }""";
        using var document = QuotaDocument.Parse(_options, Json);
        var snapshot = document.StartSnapshot();
        snapshot.Add(new() { Key = "n", Label = "N", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = 1 });

        Assert.Equal(Json, snapshot.Build().RawJson);
        Assert.Equal("vzla/team-a", snapshot.Build().Name);
    }

    [Fact]
    public void Disposed_document_cannot_be_read()
    {
        var document = QuotaDocument.Parse(_options, """{"n":1}""");
        document.Dispose();

        Assert.Throws<ObjectDisposedException>(() => document.Root.Number("n"u8));
    }

    [Fact]
    public void Duplicate_member_keeps_the_parsers_exception() =>
        Assert.IsType<JsonException>(Assert.Throws<QuotaException>(() => QuotaDocument.Parse(_options, """{"n":1,"n":2}""")).InnerException, exactMatch: false);
}
