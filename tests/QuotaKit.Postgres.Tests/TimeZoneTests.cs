namespace QuotaKit.Postgres.Tests;

public sealed class TimeZoneTests
{
    [Fact]
    public void Zones_have_names_that_the_server_knows()
    {
        Assert.Equal("UTC", ZoneNames.Of(Budget(TimeZoneInfo.Utc)));
        Assert.Equal("Europe/Berlin", ZoneNames.Of(Budget(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))));
        Assert.Equal("Europe/Berlin", ZoneNames.Of(Budget(Zone("W. Europe Standard Time", 1))));
        Assert.Equal("+05:30", ZoneNames.Of(Budget(Zone("Made up", 5.5))));
        Assert.Equal("-03:00", ZoneNames.Of(Budget(Zone("Made up", -3))));
    }

    [Theory]
    [InlineData("UTC", 0)]
    [InlineData("Asia/Tokyo", 9)]
    [InlineData("+05:30", 5.5)]
    [InlineData("-03:00", -3)]
    [InlineData("Nowhere/Else", 0)]
    public void Stored_names_are_found_again(string name, double hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), ZoneNames.Find(name).BaseUtcOffset);

    [Fact]
    public void Zone_with_daylight_saving_of_its_own_is_an_error()
    {
        var summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 4, 1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 10, 1));
        var zone = TimeZoneInfo.CreateCustomTimeZone("Made up", TimeSpan.FromHours(1), "Made up", "Made up", "Made up summer", [summer]);

        var error = Assert.Throws<QuotaException>(() => ZoneNames.Of(Budget(zone)));

        Assert.Contains("'Made up' of the budget 'red'", error.Message);
    }

    private static TimeZoneInfo Zone(string name, double hours) => TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(hours), name, name);

    private static QuotaBudget Budget(TimeZoneInfo zone) => new("red", "acme", 10, QuotaUnit.Credits) { TimeZone = zone };
}
