using System.Globalization;
using System.Text.Json;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>Version 3: invalid values, errors with status 200, and personal data.</summary>
public sealed class HeyGenV3MapperDoubtTests
{
    [Theory]
    [InlineData("1e999")]
    [InlineData("true")]
    [InlineData("\"plenty\"")]
    [InlineData("{}")]
    public void An_invalid_amount_names_its_member(string written)
    {
        AssertMalformed($$$"""{"billing_type":"wallet","wallet":{"remaining_balance":{{{written}}}}}""", "'data.wallet.remaining_balance'");
        AssertMalformed(
            $$$$$"""{"billing_type":"subscription","subscription":{"credits":{"premium_credits":{"remaining":{{{{{written}}}}}}}}}""",
            "'data.subscription.credits.premium_credits.remaining'");
        AssertMalformed(
            $$$$$"""{"billing_type":"subscription","subscription":{"credits":{"add_on_credits":{"remaining":{{{{{written}}}}}}}}}""",
            "'data.subscription.credits.add_on_credits.remaining'");
        foreach (var member in (string[])["spending_current_usd", "spending_cap_usd", "included_credits", "remaining_credits"])
            AssertMalformed(
                $$$"""{"billing_type":"usage_based","usage_based":{"{{{member}}}":{{{written}}}}}""", $"'data.usage_based.{member}'");
    }

    [Theory]
    [InlineData("\"12.05\"", "12.05")]
    [InlineData("12.050", "12.05")]
    [InlineData("1e3", "1000")]
    [InlineData("-0.5", "-0.5")]
    public void Reads_numbers_in_every_JSON_form(string written, string expected) => Assert.Equal(
        decimal.Parse(expected, CultureInfo.InvariantCulture),
        Map($$$$"""{"data":{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":{{{{written}}}}}}}""").Primary.Remaining);

    [Theory]
    [InlineData("wallet")]
    [InlineData("subscription")]
    [InlineData("usage_based")]
    public void A_part_that_is_not_an_object_is_named(string part) =>
        AssertMalformed($$"""{"billing_type":"{{part}}","{{part}}":12}""", $"'data.{part}'");

    [Fact]
    public void An_invalid_reset_is_unknown()
    {
        var snapshot = Map("""
            {"data":{"billing_type":"subscription","subscription":{"plan":"Pro","credits":{"premium_credits":{"remaining":5,"resets_at":"soon"}}}}}
            """);

        Assert.Equal((5m, null), (snapshot.Primary.Remaining!.Value, snapshot.Primary.ResetsAt));
        Assert.Contains("resets_at' is not a time", Assert.Single(snapshot.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"code":"internal_error","message":"Try later","param":null,"doc_url":"https://x"}}""", "internal_error", "Try later")]
    [InlineData("""{"error":"Try later","data":{"billing_type":"wallet","wallet":{"remaining_balance":1}}}""", null, "Try later")]
    public void Status_200_with_an_error_is_never_a_snapshot(string json, string? code, string message)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal((QuotaErrorKind.Rejected, code, message), (error.Kind, error.VendorCode, error.VendorMessage));
    }

    [Fact]
    public void Personal_data_is_left_out()
    {
        const string json = """
            {"data":{"username":"ada.l","email":"ada@example.com","first_name":"Ada","last_name":"Lovelace","full_name":"Ada Lovelace",
             "displayName":"Ada L.","phone_number":"+44 20 7946 0000","login":"ada@example.org","aliases":["ada@example.com"],
             "space":{"owner_email":"ada@example.net","id":17},
             "members":[{"name":"Ada","role":"owner"},3],
             "billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":12.050,"billing_email":"ada@example.net"}}}
            """;

        var snapshot = Map(json);

        var shown = $"{snapshot.RawJson}\n{snapshot}\n{JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot)}\n{snapshot.Primary}";
        foreach (var secret in (string[])["ada", "lovelace", "7946", "@", "example."])
            Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            """{"data":{"space":{"id":17},"members":[{"role":"owner"},3],"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":12.050}}}""",
            snapshot.RawJson);
    }

    [Fact]
    public void Other_members_are_kept()
    {
        const string json = """{"data":{"id":"u-1","tags":["a",1],"billing_type":"wallet","wallet":{"remaining_balance":1.50,"x":{"a":[]}},"beta":true}}""";

        Assert.Equal(json, Map(json).RawJson);
    }

    private static void AssertMalformed(string data, string member)
    {
        var error = Assert.Throws<QuotaException>(() => Map($$"""{"data":{{data}}}"""));

        Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
        Assert.Contains(member, error.Message, StringComparison.Ordinal);
    }

    private static QuotaSnapshot Map(string json) => SnapshotCase.Map(HeyGenV3Mapper.Map, VendorSamples.Options, json);
}
