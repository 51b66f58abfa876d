using System.Globalization;
using System.Net;

namespace QuotaKit.Vzla.Tests;

public sealed class VzlaQuotaHeadersTests
{
    private static readonly DateTimeOffset _sentAt = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void All_headers_make_a_snapshot()
    {
        var snapshot = Read(
            ("X-API-Version", "2.0"), ("X-Quota-Limit", "1000"), ("X-Quota-Remaining", "150"), ("X-Quota-Reset", "2026-06-01T00:00:00Z"),
            ("X-Request-ID", "0b3e-4711"));

        Assert.NotNull(snapshot);
        Assert.Equal(("vzla", "team-a", _sentAt, "0b3e-4711"), (snapshot.Provider, snapshot.Account, snapshot.RetrievedAt, snapshot.RequestId));
        Assert.Equal((null, null, null), (snapshot.Plan, snapshot.IsActive, snapshot.RawJson));
        Assert.Empty(snapshot.Warnings);
        var expected = new QuotaBalance
        {
            Key = "requests",
            Label = "Requests",
            Unit = QuotaUnit.Requests,
            Kind = QuotaKind.Allowance,
            Used = 850,
            Limit = 1000,
            Remaining = 150,
            Derived = QuotaFields.Used,
            ResetsAt = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero),
            Status = QuotaStatus.Warning,
        };
        Assert.Equal([expected], snapshot.Balances);
    }

    [Fact]
    public void One_header_alone_is_enough_with_a_warning()
    {
        var remaining = Read(("X-Quota-Remaining", "150"));
        var limit = Read(("X-Quota-Limit", "1000"));

        Assert.NotNull(remaining);
        Assert.NotNull(limit);
        Assert.Equal((null, null, 150m), (remaining.Primary.Used, remaining.Primary.Limit, remaining.Primary.Remaining));
        Assert.Equal((null, 1000m, null), (limit.Primary.Used, limit.Primary.Limit, limit.Primary.Remaining));
        Assert.Contains("X-Quota-Limit", Assert.Single(remaining.Warnings), StringComparison.Ordinal);
        Assert.Contains("X-Quota-Remaining", Assert.Single(limit.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("1,000")]
    [InlineData("0x3E8")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    [InlineData("12 000")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("99999999999999999999999999999999999")]
    public void Invalid_numbers_are_unknown_and_not_zero(string garbage)
    {
        var snapshot = Read(("X-Quota-Limit", garbage), ("X-Quota-Remaining", "973"));
        var other = Read(("X-Quota-Limit", "1000"), ("X-Quota-Remaining", garbage));

        Assert.NotNull(snapshot);
        Assert.NotNull(other);
        Assert.Equal((null, null, 973m), (snapshot.Primary.Used, snapshot.Primary.Limit, snapshot.Primary.Remaining));
        Assert.Equal((null, 1000m, null), (other.Primary.Used, other.Primary.Limit, other.Primary.Remaining));
        Assert.Equal((QuotaStatus.Unknown, QuotaStatus.Unknown), (snapshot.Status, other.Status));
        Assert.Null(Read(("X-Quota-Limit", garbage), ("X-Quota-Remaining", garbage)));
    }

    [Fact]
    public void Thresholds_of_the_balance_take_precedence()
    {
        var ofRequests = new QuotaThresholds(0.01, 0.5) { WarningRemaining = 500 };
        var thresholds = new QuotaThresholds { Balances = new Dictionary<string, QuotaThresholds> { ["requests"] = ofRequests } };

        Assert.Equal(QuotaStatus.Warning, Read(thresholds, ("X-Quota-Limit", "1000"), ("X-Quota-Remaining", "973"))!.Status);
        Assert.Equal(QuotaStatus.Warning, Read(thresholds, ("X-Quota-Remaining", "400"))!.Status);
    }

    [Theory]
    [InlineData("120", false)]
    [InlineData("soon", false)]
    [InlineData("0", true)]
    public void A_response_from_a_cache_is_ignored(string age, bool isRead) =>
        Assert.Equal(isRead, Read(("X-Quota-Limit", "1000"), ("X-Quota-Remaining", "973"), ("Age", age)) is not null);

    [Fact]
    public void Warnings_do_not_quote_headers()
    {
        var snapshot = Read(("X-Quota-Limit", "<b>\u001b[31m vzlaio_5f0d"), ("X-Quota-Remaining", "973"), ("X-Quota-Reset", "\u001b]0;x\u0007"));

        Assert.Equal(["The header X-Quota-Limit is missing or not a number."], snapshot!.Warnings);
    }

    [Theory]
    [InlineData("0b3e-4711", true)]
    [InlineData("req vzlaio_5f0d2c7e9b", false)]
    [InlineData("req-VZLAIO_5F0D2C7E9B", false)]
    [InlineData("vzlaio%5f5f0d2c7e9b", false)]
    [InlineData("BASE64", false)]
    [InlineData("BASE64 1", false)]
    [InlineData("BASE64 2", false)]
    [InlineData("HEX", false)]
    public void A_request_id_with_the_token_is_dropped(string id, bool isKept)
    {
        var token = System.Text.Encoding.ASCII.GetBytes("vzlaio_5f0d2c7e9b");
        id = id switch
        {
            "BASE64" => Convert.ToBase64String(token),
            "BASE64 1" => Convert.ToBase64String([(byte)':', .. token]),
            "BASE64 2" => Convert.ToBase64String([.. "u:"u8, .. token]),
            "HEX" => Convert.ToHexString(token),
            _ => id,
        };

        Assert.Equal(isKept ? id : null, Read(("X-Quota-Remaining", "973"), ("X-Request-ID", id))!.RequestId);
    }

    [Fact]
    public void A_header_sent_twice_is_unknown()
    {
        var snapshot = Read(("X-Quota-Limit", "1000"), ("X-Quota-Remaining", "973"), ("X-Quota-Remaining", "12"));

        Assert.Null(snapshot!.Primary.Remaining);
    }

    [Theory]
    [InlineData("0", QuotaStatus.Exhausted, 0)]
    [InlineData("-5", QuotaStatus.Exhausted, 5)]
    [InlineData("50", QuotaStatus.Critical, 0)]
    [InlineData("973", QuotaStatus.Normal, 0)]
    public void The_status_follows_the_numbers(string remaining, QuotaStatus status, int overage)
    {
        var snapshot = Read(("X-Quota-Limit", "1000"), ("X-Quota-Remaining", remaining));

        Assert.Equal((status, overage), (snapshot!.Status, snapshot.Primary.Overage));
        Assert.Equal(decimal.Parse(remaining, CultureInfo.InvariantCulture), snapshot.Primary.Remaining);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("1780272000")]
    public void An_invalid_reset_is_unknown(string reset) =>
        Assert.Null(Read(("X-Quota-Limit", "1000"), ("X-Quota-Remaining", "973"), ("X-Quota-Reset", reset))!.Primary.ResetsAt);

    [Fact]
    public void A_response_without_the_headers_is_ignored()
    {
        Assert.Null(Read());
        Assert.Null(Read(("X-API-Version", "2.0"), ("X-Request-ID", "0b3e"), ("X-Quota-Reset", "2026-06-01T00:00:00Z")));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public void Every_status_is_read_without_the_body(HttpStatusCode status)
    {
        using var body = new UntouchableContent();
        using var response = new HttpResponseMessage(status) { Content = body };
        response.Headers.Add("X-Quota-Limit", "1000");
        response.Headers.Add("X-Quota-Remaining", "973");

        Assert.True(VzlaQuotaHeaders.TryRead(response, out var snapshot));

        Assert.Equal(("default", 973m), (snapshot.Account, snapshot.Primary.Remaining!.Value));
    }

    private static QuotaSnapshot? Read(params (string Name, string Value)[] headers) => Read(QuotaThresholds.Default, headers);

    private static QuotaSnapshot? Read(QuotaThresholds thresholds, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
            Assert.True(response.Headers.TryAddWithoutValidation(name, value));
        var isRead = VzlaQuotaHeaders.TryRead(response.Headers, "team-a", _sentAt, thresholds, out var snapshot);
        Assert.Equal(isRead, snapshot is not null);
        Assert.Equal(isRead, VzlaQuotaHeaders.TryRead(response, out _));
        return snapshot;
    }

    private sealed class UntouchableContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new InvalidOperationException("The body was read.");

        protected override bool TryComputeLength(out long length) => throw new InvalidOperationException("The body was measured.");
    }
}
