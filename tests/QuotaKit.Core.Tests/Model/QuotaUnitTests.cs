using System.Text.Json;

namespace QuotaKit.Core.Tests.Model;

public sealed class QuotaUnitTests
{
    public static TheoryData<string, string, QuotaUnit> Known => new()
    {
        { "credits", "cr", QuotaUnit.Credits },
        { "minutes", "min", QuotaUnit.Minutes },
        { "requests", "req", QuotaUnit.Requests },
        { "videos", "videos", QuotaUnit.Videos },
        { "images", "images", QuotaUnit.Images },
        { "usd", "US$", QuotaUnit.Usd },
        { "unspecified", "", QuotaUnit.Unspecified },
        { "unspecified", "", default },
        { "seats", "seats", QuotaUnit.Of("seats") },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Unit_round_trips_by_its_name(string name, string symbol, QuotaUnit unit)
    {
        Assert.Equal((name, symbol, name), (unit.Name, unit.Symbol, unit.ToString()));

        var again = QuotaUnit.Of(name);
        Assert.True(again == unit && unit.Equals((object)again) && !(again != unit));
        Assert.Equal((unit.Symbol, unit.GetHashCode()), (again.Symbol, again.GetHashCode()));
        Assert.Equal(unit, JsonSerializer.Deserialize<QuotaUnit>(JsonSerializer.Serialize(unit)));
    }

    [Fact]
    public void Units_with_different_names_are_not_equal()
    {
        Assert.True(QuotaUnit.Credits != QuotaUnit.Minutes);
        Assert.False(QuotaUnit.Credits == QuotaUnit.Minutes);
        Assert.False(QuotaUnit.Credits.Equals("credits"));
        Assert.NotEqual(QuotaUnit.Of("seats"), QuotaUnit.Of("Seats"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Unit_requires_a_name(string name)
    {
        Assert.Throws<ArgumentException>(() => QuotaUnit.Of(name));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<QuotaUnit>($"\"{name}\""));
    }

    [Fact]
    public void Unit_errors_name_the_problem()
    {
        var unnamed = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<QuotaUnit>("\"\""));
        var withoutWriter = Assert.Throws<ArgumentNullException>(() => new QuotaUnitConverter().Write(null!, default, JsonSerializerOptions.Default));

        Assert.Equal("A unit needs a name.", unnamed.Message);
        Assert.Equal("writer", withoutWriter.ParamName);
    }
}
