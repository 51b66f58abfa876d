using QuotaKit.Http;

namespace AcmeRenders.Tests;

public sealed class AcmeMapperTests
{
    [Fact]
    public void Sample_is_mapped_number_by_number()
    {
        var snapshot = Map(AcmeSamples.Usage);

        Assert.Equal("Studio", snapshot.Plan);
        Assert.True(snapshot.IsActive);
        Assert.Empty(snapshot.Warnings);
        Assert.Equal(["render_minutes", "previews"], snapshot.Balances.Select(b => b.Key));

        var minutes = snapshot.Primary;
        Assert.Equal((124.2m, 600m, 475.8m), (minutes.Used, minutes.Limit, minutes.Remaining));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), minutes.ResetsAt);
    }

    [Fact]
    public void Unlimited_meter_has_no_limit()
    {
        var previews = Map(AcmeSamples.Usage)["previews"];

        Assert.True(previews.IsUnlimited);
        Assert.Equal((218m, null, null), (previews.Used, previews.Limit, previews.Remaining));
        Assert.Equal(QuotaStatus.Normal, previews.Status);
    }

    [Fact]
    public void Missing_number_is_null_with_a_warning()
    {
        var snapshot = Map("""{ "meters": [ { "name": "render_seconds", "included": 36000 } ] }""");

        Assert.Null(snapshot.Primary.Used);
        Assert.Null(snapshot.Primary.Remaining);
        Assert.Equal(600, snapshot.Primary.Limit);
        Assert.Equal(QuotaStatus.Unknown, snapshot.Status);
        Assert.Equal("'meters[0].used' is missing.", Assert.Single(snapshot.Warnings));
    }

    [Theory]
    [InlineData("""{ "meters": [ { "name": "previews", "used": 1, "included": 5 } ] }""", null)]
    [InlineData("""{ "meters": [ { "name": "previews", "used": 1 }, { "name": "render_seconds", "used": 60 } ] }""", 1)]
    public void Render_minutes_stay_the_primary_balance(string json, int? used)
    {
        var snapshot = Map(json);

        Assert.Equal(["render_minutes", "previews"], snapshot.Balances.Select(b => b.Key));
        Assert.Equal(used, snapshot.Primary.Used);
    }

    [Fact]
    public void Undocumented_meter_is_kept_as_a_bonus()
    {
        var snapshot = Map("""
            { "meters": [ { "name": "render_seconds", "used": 0, "included": 60 }, { "name": "teamSeats", "used": 5, "included": 5 } ] }
            """);

        var seats = snapshot["team_seats"];
        Assert.Equal(("Team seats", QuotaUnit.Unspecified, QuotaKind.Bonus), (seats.Label, seats.Unit, seats.Kind));
        Assert.Equal((5m, 5m), (seats.Used, seats.Limit));
        Assert.Equal(QuotaStatus.Normal, snapshot.Status);
    }

    [Theory]
    [InlineData("""{ "error": { "code": "key_unknown", "message": "No such key" } }""", QuotaErrorKind.Rejected)]
    [InlineData("""{ "data": { "remaining_quota": 600 } }""", QuotaErrorKind.Protocol)]
    [InlineData("""{ "plan": "Studio", "meters": [] }""", QuotaErrorKind.Protocol)]
    public void Document_without_a_meter_is_an_error(string json, QuotaErrorKind kind) =>
        Assert.Equal(kind, Assert.Throws<QuotaException>(() => Map(json)).Kind);

    [Theory]
    [InlineData(401, "401-key-unknown.json", QuotaErrorKind.Unauthorized, "key_unknown")]
    [InlineData(429, "429-slow-down.json", QuotaErrorKind.Throttled, "slow_down")]
    [InlineData(429, "429-allowance-spent.json", QuotaErrorKind.QuotaExhausted, "allowance_spent")]
    public void Each_error_gets_its_kind(int status, string sample, QuotaErrorKind kind, string code)
    {
        var response = QuotaDocument.Parse(_options, AcmeSamples.Read(sample), statusCode: status);

        var error = response.Refused(AcmeMapper.ReadError(response));

        Assert.Equal((kind, code), (error.Kind, error.VendorCode));
    }

    [Theory]
    [InlineData("<html>Not here</html>", true)]
    [InlineData("""{ "error": { "code": "key_unknown" } }""", false)]
    public void Refusal_without_a_code_is_a_gateways(string body, bool isForeign) =>
        Assert.Equal(isForeign, AcmeMapper.ReadError(QuotaDocument.Parse(_options, body, statusCode: 403)).IsForeign);

    private static readonly QuotaAccountOptions _options = AcmeQuota.Registration.CreateOptions();

    private static QuotaSnapshot Map(string json) => AcmeMapper.Map(QuotaDocument.Parse(_options, json));
}
