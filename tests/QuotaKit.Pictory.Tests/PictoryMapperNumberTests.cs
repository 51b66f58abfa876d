using System.Globalization;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Pictory.Tests;

/// <summary>The forms in which Pictory may write a number, and invalid values.</summary>
public sealed class PictoryMapperNumberTests
{
    [Theory]
    [InlineData("12", "12", "88")]
    [InlineData("\"12\"", "12", "88")]
    [InlineData("12.0", "12", "88")]
    [InlineData("1e1", "10", "90")]
    [InlineData("1e3", "1000", "-900")]
    [InlineData("2.5", "2.5", "97.5")]
    [InlineData("0.6", "0.6", "99.4")]
    [InlineData("\"0.6\"", "0.6", "99.4")]
    [InlineData("9e18", "9000000000000000000", "-8999999999999999900")]
    [InlineData("-3", "-3", "103")]
    public void Reads_numbers_in_every_JSON_form(string written, string used, string remaining)
    {
        var credits = Map(VendorSamples.With("aiCredits", $$"""{ "used": {{written}}, "limit": 100 }"""))["ai_credits"];

        Assert.Equal((Number(used), Number(remaining)), (credits.Used!.Value, credits.Remaining!.Value));
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("1e28")]
    [InlineData("\"NaN\"")]
    [InlineData("\"\"")]
    [InlineData("\"98 min\"")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[98]")]
    public void An_invalid_amount_names_its_member(string written)
    {
        foreach (var pair in (string[])["videoMinutes", "transcriptionMinutes", "elevenLabsVoiceOverMinutes", "aiCredits"])
        {
            AssertMalformed(VendorSamples.With(pair, $$"""{ "used": {{written}}, "limit": 100 }"""), $"'{pair}.used'");
            AssertMalformed(VendorSamples.With(pair, $$"""{ "used": 100, "limit": {{written}} }"""), $"'{pair}.limit'");
        }
    }

    [Theory]
    [InlineData("98")]
    [InlineData("\"98 of 14400\"")]
    [InlineData("[98, 14400]")]
    [InlineData("false")]
    public void A_pair_that_is_not_an_object_is_named(string written) =>
        AssertMalformed(VendorSamples.With("transcriptionMinutes", written), "'transcriptionMinutes'");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"videoMinutes\":{\"used\":1,\"used\":2,\"limit\":3}}")]
    [InlineData("{\"videoMinutes\":{\"used\":1")]
    public void Rejects_non_objects_and_duplicate_members(string document) =>
        Assert.Equal(QuotaErrorKind.Protocol, Assert.Throws<QuotaException>(() => Map(document)).Kind);

    private static void AssertMalformed(string json, string member)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
        Assert.Contains(member, error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient, json);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static QuotaSnapshot Map(string json) => SnapshotCase.Map(PictoryMapper.Map, VendorSamples.Options, json);
}
