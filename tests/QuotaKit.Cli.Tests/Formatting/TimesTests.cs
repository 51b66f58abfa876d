using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Tests.Formatting;

public class TimesTests
{
    [Theory]
    [InlineData("00:00:00", "0 s")]
    [InlineData("00:00:59.9", "59 s")]
    [InlineData("00:01:00", "1 min")]
    [InlineData("00:59:59", "59 min")]
    [InlineData("05:00:00", "5 h")]
    [InlineData("1.23:00:00", "47 h")]
    [InlineData("11.12:00:01", "12 d")]
    public void Duration_has_one_unit(string duration, string text) =>
        Assert.Equal(text, Times.Duration(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(12, "Jun 1, in 12 d")]
    [InlineData(10.5, "May 31, in 11 d")]
    [InlineData(0.25, "May 20, in 6 h")]
    [InlineData(-3, "May 17, 3 d ago")]
    [InlineData(365, "May 20 2027, in 365 d")]
    public void Reset_is_a_day_and_its_distance(double days, string text) =>
        Assert.Equal(text, Times.DayAndDistance(FixedClock.Noon.AddDays(days), new FixedClock()));
}
