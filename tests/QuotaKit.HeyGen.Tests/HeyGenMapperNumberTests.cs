using System.Globalization;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>The forms in which version 2 may write a number, invalid values, and errors with status 200.</summary>
public sealed class HeyGenMapperNumberTests
{
    [Theory]
    [InlineData("12", "0.2")]
    [InlineData("\"12\"", "0.2")]
    [InlineData("12.0", "0.2")]
    [InlineData("3e2", "5")]
    [InlineData("1.5", "0.025")]
    [InlineData("9e18", "150000000000000000")]
    [InlineData("-30", "-0.5")]
    public void Reads_numbers_in_every_JSON_form(string written, string credits)
    {
        var snapshot = Map(VendorSamples.Remaining(written, $",\"used_quota\":{written},\"details\":{{\"api\":{written}}}"));

        var expected = decimal.Parse(credits, CultureInfo.InvariantCulture);
        Assert.Equal((expected, expected), (snapshot.Primary.Remaining!.Value, snapshot.Primary.Used!.Value));
        Assert.Equal(expected, snapshot["api"].Remaining);
    }

    [Theory]
    [InlineData("\"3\"", "3")]
    [InlineData("3.0", "3")]
    [InlineData("1e3", "1000")]
    [InlineData("-1", "-1")]
    public void Reads_documented_extras_in_every_JSON_form(string written, string expected)
    {
        var snapshot = Map(VendorSamples.Details($$"""{"avatar_iv_free_credit":{{written}},"video_agent_free_video":{{written}}}"""));

        var count = decimal.Parse(expected, CultureInfo.InvariantCulture);
        Assert.Equal(
            (count, count), (snapshot["avatar_iv_free_credit"].Remaining!.Value, snapshot["video_agent_free_video"].Remaining!.Value));
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("1e28")]
    [InlineData("\"NaN\"")]
    [InlineData("\"\"")]
    [InlineData("\"450 units\"")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[450]")]
    public void An_invalid_amount_names_its_member(string written)
    {
        AssertMalformed(VendorSamples.Remaining(written), "'data.remaining_quota'");
        AssertMalformed(VendorSamples.Remaining("450", $",\"used_quota\":{written}"), "'data.used_quota'");
        foreach (var detail in (string[])["api", "avatar_iv_free_credit", "video_agent_free_video"])
            AssertMalformed(VendorSamples.Details($$"""{"{{detail}}":{{written}}}"""), $"'data.details.{detail}'");
    }

    [Fact]
    public void Too_large_an_extra_names_its_member() =>
        AssertMalformed(VendorSamples.Details("""{"brand_new_thing":1e999}"""), "'data.details.brand_new_thing'");

    [Theory]
    [InlineData("[]")]
    [InlineData("450")]
    [InlineData("\"450\"")]
    public void Data_that_is_not_an_object_is_named(string written) =>
        AssertMalformed($$"""{"error":null,"data":{{written}}}""", "'data'");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"data\":{\"remaining_quota\":1,\"remaining_quota\":2}}")]
    [InlineData("{\"data\":{\"remaining_quota\":1")]
    public void Rejects_non_objects_and_duplicate_members(string document) =>
        Assert.Equal(QuotaErrorKind.Protocol, Assert.Throws<QuotaException>(() => Map(document)).Kind);

    [Theory]
    [InlineData("""{"error":"Quota service is down","data":null}""", null, "Quota service is down")]
    [InlineData("""{"error":"Quota service is down","data":{"remaining_quota":450}}""", null, "Quota service is down")]
    [InlineData("""{"error":{"code":400140,"message":"Something is wrong"},"data":null}""", "400140", "Something is wrong")]
    [InlineData("""{"error":{"code":"internal_error","message":"Something is wrong"}}""", "internal_error", "Something is wrong")]
    [InlineData("""{"code":400112,"message":"Unauthorized","error":"x","data":null}""", "400112", "Unauthorized")]
    [InlineData("""{"error":true,"data":{"remaining_quota":450}}""", null, null)]
    [InlineData("""{"error":"","data":{"remaining_quota":450}}""", null, null)]
    public void Status_200_with_an_error_is_never_a_snapshot(string json, string? code, string? message)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal((QuotaErrorKind.Rejected, code, message), (error.Kind, error.VendorCode, error.VendorMessage));
        Assert.Equal((200, false), (error.StatusCode, error.IsTransient));
        Assert.Contains(message ?? "HeyGen", error.Message, StringComparison.Ordinal);
    }

    private static void AssertMalformed(string json, string member)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
        Assert.Contains(member, error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient, json);
    }

    private static QuotaSnapshot Map(string json) => SnapshotCase.Map(HeyGenMapper.Map, VendorSamples.Options, json);
}
