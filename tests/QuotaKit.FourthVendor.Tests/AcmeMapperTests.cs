using QuotaKit.Http;

namespace QuotaKit.Acme.Tests;

public sealed class AcmeMapperTests
{
    [Fact]
    public void The_sample_maps_number_by_number()
    {
        var snapshot = AcmeMapper.Map(QuotaDocument.Parse(new AcmeQuotaOptions(), AcmeSamples.Usage));

        Assert.Equal("Studio", snapshot.Plan);
        Assert.True(snapshot.IsActive);
        Assert.Empty(snapshot.Warnings);
        Assert.Equal(["render_minutes", "previews"], snapshot.Balances.Select(b => b.Key));

        var minutes = snapshot.Primary;
        Assert.Equal((124.2m, 600m, 475.8m), (minutes.Used, minutes.Limit, minutes.Remaining));
        Assert.Equal(QuotaFields.Remaining, minutes.Derived);
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), minutes.ResetsAt);
    }

    [Fact]
    public void An_unlimited_meter_has_neither_limit_nor_remaining()
    {
        var previews = Map(AcmeSamples.Usage)["previews"];

        Assert.True(previews.IsUnlimited);
        Assert.Equal((218m, null, null), (previews.Used, previews.Limit, previews.Remaining));
        Assert.Equal(QuotaStatus.Normal, previews.Status);
    }

    [Fact]
    public void A_missing_number_is_null_and_a_warning()
    {
        var snapshot = Map("""{ "meters": [ { "name": "render_seconds", "included": 36000 } ] }""");

        Assert.Null(snapshot.Primary.Used);
        Assert.Null(snapshot.Primary.Remaining);
        Assert.Equal(600, snapshot.Primary.Limit);
        Assert.Equal(QuotaStatus.Unknown, snapshot.Status);
        Assert.Equal("'meters[0].used' is missing.", Assert.Single(snapshot.Warnings));
    }

    [Theory]
    [InlineData("""{ "error": { "code": "key_unknown", "message": "No such key" } }""", QuotaErrorKind.Rejected)]
    [InlineData("""{ "data": { "remaining_quota": 600 } }""", QuotaErrorKind.Protocol)]
    [InlineData("""{ "plan": "Studio", "meters": [] }""", QuotaErrorKind.Protocol)]
    [InlineData("""{ "meters": null }""", QuotaErrorKind.Protocol)]
    [InlineData("{}", QuotaErrorKind.Protocol)]
    public void A_document_without_a_meter_becomes_no_snapshot(string json, QuotaErrorKind kind) =>
        Assert.Equal(kind, Assert.Throws<QuotaException>(() => Map(json)).Kind);

    [Fact]
    public void Without_their_meter_render_minutes_are_still_primary_and_unknown()
    {
        var snapshot = Map("""{ "meters": [ { "name": "previews", "used": 1, "included": 5 } ] }""");

        Assert.Equal("render_minutes", snapshot.Primary.Key);
        Assert.Equal((null, null, null), (snapshot.Primary.Used, snapshot.Primary.Limit, snapshot.Primary.Remaining));
        Assert.False(snapshot.Primary.IsUnlimited);
        Assert.Equal("The meter 'render_seconds' is missing.", Assert.Single(snapshot.Warnings));
    }

    [Fact]
    public void Render_minutes_are_primary_wherever_their_meter_stands()
    {
        var snapshot = Map("""
            { "meters": [ { "name": "previews", "used": 1, "included": 5 }, { "name": "render_seconds", "used": 60, "included": 90 } ] }
            """);

        Assert.Equal(["render_minutes", "previews"], snapshot.Balances.Select(b => b.Key));
        Assert.Equal(1, snapshot.Primary.Used);
    }

    [Fact]
    public void A_second_meter_of_the_same_name_is_a_warning()
    {
        var snapshot = Map("""
            { "meters": [ { "name": "render_seconds", "used": 0, "included": 60 }, { "name": "render_seconds", "used": 9, "included": 60 } ] }
            """);

        Assert.Equal(0, Assert.Single(snapshot.Balances).Used);
        Assert.Contains("'render_minutes'", Assert.Single(snapshot.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_meter_that_Acme_does_not_document_is_kept_and_moves_no_status()
    {
        var snapshot = Map("""
            { "meters": [ { "name": "render_seconds", "used": 0, "included": 60 }, { "name": "teamSeats", "used": 5, "included": 5 } ] }
            """);

        var seats = snapshot["team_seats"];
        Assert.Equal(("Team seats", QuotaUnit.Unspecified, QuotaKind.Bonus), (seats.Label, seats.Unit, seats.Kind));
        Assert.Equal((5m, 5m), (seats.Used, seats.Limit));
        Assert.Equal(QuotaStatus.Normal, snapshot.Status);
    }

    [Fact]
    public void A_meter_without_a_name_is_a_warning_and_stays_in_the_raw_document()
    {
        var snapshot = Map("""{ "meters": [ { "used": 5, "included": 6 }, { "name": "render_seconds", "used": 0, "included": 60 } ] }""");

        Assert.Equal("render_minutes", Assert.Single(snapshot.Balances).Key);
        Assert.Equal("A meter has no name; it is left out.", Assert.Single(snapshot.Warnings));
        Assert.Contains("""{ "used": 5, "included": 6 }""", snapshot.RawJson, StringComparison.Ordinal);
    }

    [Fact]
    public void More_used_than_included_is_negative_and_exhausted()
    {
        var minutes = Map("""{ "meters": [ { "name": "render_seconds", "used": 90, "included": 60 } ] }""").Primary;

        Assert.Equal((-0.5m, 0.5m, QuotaStatus.Exhausted), (minutes.Remaining, minutes.Overage, minutes.Status));
    }

    [Fact]
    public void A_closed_account_is_a_good_answer()
    {
        var snapshot = Map("""{ "active": false, "meters": [ { "name": "render_seconds", "used": 0, "included": 60 } ] }""");

        Assert.Equal((false, QuotaStatus.Inactive), (snapshot.IsActive, snapshot.Status));
    }

    [Theory]
    [InlineData("""{ "meters": [ { "name": "render_seconds", "used": "many", "included": 60 } ] }""", "'meters[0].used'")]
    [InlineData("""{ "meters": [ { "name": "render_seconds", "used": 1, "included": "endless" } ] }""", "'meters[0].included'")]
    [InlineData("""{ "meters": [ 7 ] }""", "'meters[0]'")]
    [InlineData("""{ "meters": { "render_seconds": 7 } }""", "'meters'")]
    public void What_is_no_number_or_no_list_is_an_error_that_names_it(string json, string named)
    {
        var error = Assert.Throws<QuotaException>(() => Map(json));

        Assert.Equal(QuotaErrorKind.Protocol, error.Kind);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "401-key-unknown.json", QuotaErrorKind.Unauthorized, "key_unknown")]
    [InlineData(429, "429-slow-down.json", QuotaErrorKind.Throttled, "slow_down")]
    [InlineData(429, "429-allowance-spent.json", QuotaErrorKind.QuotaExhausted, "allowance_spent")]
    public void Each_error_is_sorted_by_what_the_caller_does_next(int status, string sample, QuotaErrorKind kind, string code)
    {
        var answer = QuotaDocument.Parse(new AcmeQuotaOptions(), AcmeSamples.Read(sample), statusCode: status);

        var error = answer.Refused(AcmeMapper.ReadError(answer));

        Assert.Equal((kind, code), (error.Kind, error.VendorCode));
    }

    [Theory]
    [InlineData(503, "<html>Try later</html>", QuotaErrorKind.Unavailable)]
    [InlineData(403, "", QuotaErrorKind.Forbidden)]
    [InlineData(401, """{ "error": "no" }""", QuotaErrorKind.Unauthorized)]
    [InlineData(429, "<html>Too many requests</html>", QuotaErrorKind.Throttled)]
    public void An_error_that_says_nothing_is_sorted_by_its_status(int status, string body, QuotaErrorKind kind)
    {
        var answer = QuotaDocument.Parse(new AcmeQuotaOptions(), body, statusCode: status);

        Assert.Equal(kind, answer.Refused(AcmeMapper.ReadError(answer)).Kind);
    }

    [Theory]
    [InlineData(404, "<html>Not here</html>", true)]
    [InlineData(403, "", true)]
    [InlineData(403, """{ "error": { "code": "key_unknown" } }""", false)]
    [InlineData(401, "", false)]
    public void A_refusal_that_Acme_does_not_send_is_not_told_as_its_word(int status, string body, bool isForeign) =>
        Assert.Equal(isForeign, AcmeMapper.ReadError(QuotaDocument.Parse(new AcmeQuotaOptions(), body, statusCode: status)).IsForeign);

    private static QuotaSnapshot Map(string json) => AcmeMapper.Map(QuotaDocument.Parse(new AcmeQuotaOptions(), json));
}
