using System.Globalization;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

/// <summary>The forms in which vzla.io may write a number, and invalid values.</summary>
public sealed class VzlaMapperNumberTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("\"12\"", "12")]
    [InlineData("12.0", "12")]
    [InlineData("1e3", "1000")]
    [InlineData("2.5", "2.5")]
    [InlineData("\"2.5\"", "2.5")]
    [InlineData("9e18", "9000000000000000000")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-3", "-3")]
    [InlineData("0", "0")]
    public void Reads_numbers_in_every_JSON_form(string written, string expected)
    {
        var snapshot = Map(VendorSamples.With("remaining", written));

        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), snapshot.Primary.Remaining);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("1e28")]
    [InlineData("-1e28")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"\"")]
    [InlineData("\"1,000\"")]
    [InlineData("\"a few\"")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[973]")]
    public void An_invalid_amount_names_its_member(string written)
    {
        foreach (var member in (string[])["monthly_limit", "current_usage", "remaining", "usage_percentage"])
        {
            var json = VendorSamples.With(member, written);

            var error = Assert.Throws<QuotaException>(() => Map(json));

            Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
            Assert.Contains($"'{member}'", error.Message, StringComparison.Ordinal);
            Assert.False(error.IsTransient, json);
        }
    }

    [Theory]
    [InlineData("is_active", "\"yes\"")]
    [InlineData("is_active", "1")]
    [InlineData("has_quota", "\"false\"")]
    [InlineData("has_quota", "0")]
    public void An_invalid_flag_names_its_member(string member, string written)
    {
        var error = Assert.Throws<QuotaException>(() => Map(VendorSamples.With(member, written)));

        Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
        Assert.Contains($"'{member}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_quota_the_limit_is_not_read() =>
        Assert.True(Map("""{"has_quota":false,"monthly_limit":"unlimited","remaining":"unlimited","current_usage":27}""").Primary.IsUnlimited);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("973")]
    [InlineData("")]
    [InlineData("{\"remaining\":973,\"remaining\":974}")]
    [InlineData("{\"remaining\":973}{}")]
    [InlineData("{\"remaining\":97")]
    public void Rejects_non_objects_and_duplicate_members(string document) =>
        Assert.Equal(QuotaErrorKind.Protocol, Assert.Throws<QuotaException>(() => Map(document)).Kind);

    private static QuotaSnapshot Map(string json) => SnapshotCase.Map(VzlaMapper.Map, VendorSamples.Options, json);
}
