using System.Globalization;
using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>Documents as vendors may write them: rows 22 to 27 of docs/faults.md.</summary>
public sealed class WireTests
{
    private static readonly VzlaQuotaOptions _options = new() { ApiKey = "vzlaio_0123456789" };

    [Theory]
    [InlineData("12", "12")]
    [InlineData("\"12\"", "12")]
    [InlineData("12.0", "12")]
    [InlineData("1e3", "1000")]
    [InlineData("\"1e3\"", "1000")]
    [InlineData("2.5", "2.5")]
    [InlineData("9e18", "9000000000000000000")]
    [InlineData("-7", "-7")]
    [InlineData("\"-7.25\"", "-7.25")]
    [InlineData("0", "0")]
    public void Number_may_be_written_in_many_ways(string written, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Root($$"""{"n":{{written}}}""").Number("n"u8));

    [Theory]
    [InlineData("2026-06-01T00:00:00Z", true)]
    [InlineData("2026-06-01T00:00:00.1234567Z", true)]
    [InlineData("2026-06-01T00:00:00.123456789Z", false)]
    [InlineData("2026-06-01T00:00:00.123456789+00:00", false)]
    [InlineData("2026-06-01T00:00\\ud800Z", false)]
    [InlineData("soonZ", false)]
    public void Time_is_read_or_gives_a_warning(string written, bool isRead)
    {
        using var document = QuotaDocument.Parse(_options, $$"""{"t":"{{written}}"}""");

        Assert.Equal(isRead, document.Root.Time("t"u8) is not null);
        Assert.Equal(isRead ? [] : ["'t' is not a time."], document.Warnings);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1e999")]
    [InlineData("1e28")]
    [InlineData("\"NaN\"")]
    [InlineData("\"12 credits\"")]
    [InlineData("\"\"")]
    [InlineData("\"1,000\"")]
    [InlineData("[12]")]
    [InlineData("{}")]
    public void Invalid_amount_is_an_error_that_names_it(string written)
    {
        var error = Assert.Throws<QuotaException>(() => Root($$$"""{"data":{"n":{{{written}}}}}""").Child("data"u8)!.Value.Number("n"u8));

        Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
        Assert.False(error.IsTransient);
        Assert.Contains("'data.n'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"n":null}""")]
    public void Missing_number_is_null_with_a_warning(string json)
    {
        using var document = QuotaDocument.Parse(_options, json);

        Assert.Null(document.Root.Number("n"u8));
        Assert.Equal(["'n' is missing."], document.Warnings);
    }

    [Theory]
    [InlineData("2026-06-01T00:00:00Z", "2026-06-01T00:00:00Z")]
    [InlineData("2026-06-01T00:00:00", "2026-06-01T00:00:00Z")]
    [InlineData("2026-06-01T02:00:00+02:00", "2026-06-01T00:00:00Z")]
    [InlineData("2026-06-01T00:00:00.123456Z", "2026-06-01T00:00:00.123456Z")]
    [InlineData("2026-06-01", "2026-06-01T00:00:00Z")]
    public void Time_without_offset_is_UTC(string written, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Root($$"""{"t":"{{written}}"}""").Time("t"u8));

    [Theory]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"06/01/2026\"")]
    [InlineData("1780272000")]
    public void Invalid_time_is_null_with_a_warning(string written)
    {
        using var document = QuotaDocument.Parse(_options, $$"""{"t":{{written}}}""");

        Assert.Null(document.Root.Time("t"u8));
        Assert.Equal(["'t' is not a time."], document.Warnings);
    }

    [Fact]
    public void Byte_order_mark_is_skipped() => Assert.Equal(1, Root("\uFEFF{\"n\":1}").Number("n"u8));

    [Theory]
    [InlineData("null", false)]
    [InlineData("[]", false)]
    [InlineData("12", false)]
    [InlineData("""{"a":1,"a":2}""", false)]
    [InlineData("""{"b":{"a":1,"\u0061":2}}""", false)]
    [InlineData("""{"a":1} x""", false)]
    [InlineData("""{"a":NaN}""", false)]
    [InlineData("""{"a":1,}""", false)]
    [InlineData("""{"\ud800":1}""", false)]
    [InlineData("""{"a":""", true)]
    [InlineData("""{"a":1""", true)]
    [InlineData("""{"a":tru""", true)]
    [InlineData("""{"a":{"b":[1,2""", true)]
    [InlineData("", true)]
    [InlineData("  \r\n", true)]
    [InlineData("<!DOCTYPE html><html></html>", true)]
    public void Invalid_document_is_transient_only_when_cut_off(string body, bool isTransient)
    {
        var error = Assert.Throws<QuotaException>(() => QuotaDocument.Parse(_options, body));

        Assert.Equal((QuotaErrorKind.Protocol, isTransient), (error.Kind, error.IsTransient));
    }

    [Fact]
    public void Nesting_beyond_32_levels_is_rejected()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

        QuotaDocument.Parse(_options, Nested(32)).Dispose();
        Assert.Equal(QuotaErrorKind.Protocol, Assert.Throws<QuotaException>(() => QuotaDocument.Parse(_options, Nested(33))).Kind);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_an_error() =>
        Assert.Equal(QuotaErrorKind.Protocol, Assert.Throws<QuotaException>(() => Root("""{"t":"\ud800"}""").Text("t"u8)).Kind);

    [Fact]
    public void Error_body_need_not_be_JSON()
    {
        using var document = QuotaDocument.Parse(_options, "<h1>Bad gateway</h1>", statusCode: 502);

        Assert.Null(document.Root.Text("message"u8));
        Assert.Empty(document.Root.Members());
    }

    private static WireObject Root(string json) => QuotaDocument.Parse(_options, json).Root;
}
