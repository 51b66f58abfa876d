using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Tests.Parsing;

public class NeedOptionTests
{
    [Theory]
    [InlineData("12", null)]
    [InlineData("12credits", "credits")]
    [InlineData("12 Credits", "credits")]
    [InlineData("0.5cr", "credits")]
    [InlineData("1credit", "credits")]
    [InlineData("3min", "minutes")]
    [InlineData("3req", "requests")]
    [InlineData("1video", "videos")]
    [InlineData("2images", "images")]
    [InlineData("4.20usd", "usd")]
    [InlineData("4.20US$", "usd")]
    [InlineData("4.20$", "usd")]
    [InlineData("2seats", "seats")]
    public void Amount_may_have_a_unit(string text, string? unit) => Assert.Equal(unit, NeedOption.Parse(text)!.Value.Unit?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("credits")]
    [InlineData("-1")]
    [InlineData("0credits")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("1k")]
    [InlineData("1.2.3")]
    [InlineData("12 of credits")]
    [InlineData("12f8a7b6c5d4e3f2a1")]
    [InlineData("12\u001b[2J")]
    [InlineData("12abcdefghijklmnopqrstuvwxyz")]
    public void Invalid_amounts_are_rejected(string text) => Assert.Null(NeedOption.Parse(text));
}
