using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>The members of a JSON object, by type.</summary>
public sealed class WireObjectTests
{
    private static readonly VzlaQuotaOptions _options = new() { ApiKey = "vzlaio_0123456789" };

    [Fact]
    public void Flag_is_true_false_or_null()
    {
        var root = Root("""{"yes":true,"no":false,"null":null}""");

        Assert.Equal((true, false), (root.Flag("yes"u8), root.Flag("no"u8)));
        Assert.Null(root.Flag("null"u8));
        Assert.Null(root.Flag("none"u8));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"true\"")]
    [InlineData("[]")]
    public void Invalid_flag_is_an_error_that_names_it(string written) =>
        Assert.EndsWith(": 'f' is neither true nor false.", Error(() => Root($$"""{"f":{{written}}}""").Flag("f"u8)), StringComparison.Ordinal);

    [Fact]
    public void Children_are_read_in_order()
    {
        var children = Root("""{"list":[{"n":1},{"n":2}],"empty":[],"null":null}""").Children("list"u8);

        Assert.Equal([1, 2], children.Select(c => c.Number("n"u8)));
        Assert.Empty(Root("""{"empty":[]}""").Children("empty"u8));
        Assert.Empty(Root("""{"null":null}""").Children("null"u8));
        Assert.Empty(Root("{}").Children("none"u8));
    }

    [Theory]
    [InlineData("""{"list":[{"n":1},2]}""", "'list[1]' is not an object")]
    [InlineData("""{"list":[null]}""", "'list[0]' is not an object")]
    [InlineData("""{"list":{}}""", "'list' is not a list")]
    public void Invalid_child_is_an_error_with_its_index(string json, string what) =>
        Assert.EndsWith($": {what}.", Error(() => Root(json).Children("list"u8)), StringComparison.Ordinal);

    [Fact]
    public void Error_in_a_child_names_its_index() => Assert.EndsWith(
        ": 'a.list[1].n' is not a valid amount.",
        Error(() => Root("""{"a":{"list":[{},{"n":"x"}]}}""").Child("a"u8)!.Value.Children("list"u8)[1].Number("n"u8)),
        StringComparison.Ordinal);

    [Fact]
    public void Invalid_text_or_object_is_an_error_that_names_it()
    {
        Assert.EndsWith(": 'a.t' is not valid text.", Error(() => Root("""{"a":{"t":"\ud800"}}""").Child("a"u8)!.Value.Text("t"u8)), StringComparison.Ordinal);
        Assert.EndsWith(": 't' is not an object.", Error(() => Root("""{"t":"x"}""").Child("t"u8)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Other_types_read_as_null_text(string written) => Assert.Null(Root($$"""{"t":{{written}}}""").Text("t"u8));

    [Theory]
    [InlineData("1e27")]
    [InlineData("-1e27")]
    [InlineData("\"1000000000000000000000000000\"")]
    public void Largest_amount_is_valid(string written) => Assert.Equal(1e27m, Math.Abs(Root($$"""{"n":{{written}}}""").Number("n"u8)!.Value));

    [Theory]
    [InlineData("1000000000000000000000000001")]
    [InlineData("\"12\\u0000\"")]
    public void Larger_amount_or_trailing_NUL_is_an_error(string written) =>
        Assert.Throws<QuotaException>(() => Root($$"""{"n":{{written}}}""").Number("n"u8));

    [Theory]
    [InlineData("2026-06-01T02:00:00+02:00")]
    [InlineData("2026-06-01T00:00:00Z")]
    [InlineData("2026-06-01T00:00:00")]
    [InlineData("2026-06-01 00:00:00")]
    [InlineData("2026-06-01T00:00Z")]
    public void Time_in_any_format_is_converted_to_UTC(string written)
    {
        var time = Root($$"""{"t":"{{written}}"}""").Time("t"u8)!.Value;

        Assert.True(time.EqualsExact(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)), $"{time:O}");
    }

    private static string Error(Func<object?> read) => Assert.Throws<QuotaException>(() => { _ = read(); }).Message;

    private static WireObject Root(string json) => QuotaDocument.Parse(_options, json).Root;
}
