using System.Globalization;
using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Tests.Formatting;

public class AmountsTests
{
    [Theory]
    [InlineData(null, "?", "?")]
    [InlineData("0", "0", "0")]
    [InlineData("0.00", "0", "0")]
    [InlineData("39074.2", "39,074.2", "39074.2")]
    [InlineData("-17", "-17", "-17")]
    [InlineData("770.816666666666666666", "770.82", "770.816667")]
    [InlineData("0.004", "<0.01", "0.004")]
    [InlineData("-0.004", ">-0.01", "-0.004")]
    [InlineData("0.0000001", "<0.01", "0.0000001")]
    [InlineData("9000000000000000000", "9e18", "9000000000000000000")]
    public void Prints_only_a_known_zero_as_0(string? number, string forPeople, string forScripts)
    {
        decimal? amount = number is null ? null : decimal.Parse(number, CultureInfo.InvariantCulture);

        Assert.Equal(forPeople, Amounts.ForPeople(amount, QuotaUnit.Credits));
        Assert.Equal(forScripts, Amounts.ForScripts(amount));
    }

    [Fact]
    public void Money_has_two_decimals() => Assert.Equal("1,048.20", Amounts.ForPeople(1048.2m, QuotaUnit.Usd));
}
