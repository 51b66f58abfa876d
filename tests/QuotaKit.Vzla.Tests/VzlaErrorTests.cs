using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

/// <summary>vzla.io's error responses, and the exceptions that callers get. Sockets are real, so attempts are counted at the server.</summary>
public sealed class VzlaErrorTests : SimulatorTest
{
    [Theory]
    [InlineData(401, VendorSamples.NoAuthorization, QuotaErrorKind.Unauthorized, "auth_missing", "Authentication credentials were not provided", 1)]
    [InlineData(401, VendorSamples.UnknownToken, QuotaErrorKind.Unauthorized, "auth_token_unknown", "Invalid token format", 1)]
    [InlineData(401, "", QuotaErrorKind.Unauthorized, null, null, 1)]
    [InlineData(401, "<html>sign in</html>", QuotaErrorKind.Unauthorized, null, null, 1)]
    [InlineData(401, """{"error":"denied"}""", QuotaErrorKind.Unauthorized, null, "denied", 1)]
    [InlineData(401, """{"error":{"code":7,"message":null}}""", QuotaErrorKind.Unauthorized, "7", null, 1)]
    [InlineData(403, "", QuotaErrorKind.Forbidden, null, null, 1)]
    [InlineData(404, "", QuotaErrorKind.NotFound, null, null, 1)]
    [InlineData(405, "", QuotaErrorKind.Protocol, null, null, 1)]
    [InlineData(418, "", QuotaErrorKind.Rejected, null, null, 1)]
    [InlineData(429, """{"error":{"code":"quota_exceeded","message":"Monthly request quota exceeded"}}""",
        QuotaErrorKind.QuotaExhausted, "quota_exceeded", "Monthly request quota exceeded", 1)]
    [InlineData(429, """{"error":"Quota exceeded"}""", QuotaErrorKind.Throttled, null, "Quota exceeded", 3)]
    [InlineData(429, """{"code":"quota_exceeded","message":"Gateway quota exceeded"}""",
        QuotaErrorKind.Throttled, "quota_exceeded", "Gateway quota exceeded", 3)]
    [InlineData(429, """{"error":{"code":"rate_limited","message":"Slow down"}}""", QuotaErrorKind.Throttled, "rate_limited", "Slow down", 3)]
    [InlineData(429, "<html>429 Too Many Requests</html>", QuotaErrorKind.Throttled, null, null, 3)]
    [InlineData(429, "", QuotaErrorKind.Throttled, null, null, 3)]
    [InlineData(200, VendorSamples.UnknownToken, QuotaErrorKind.Rejected, "auth_token_unknown", "Invalid token format", 1)]
    [InlineData(200, """{"code":"UNAUTHORIZED","message":"Missing subscription identity."}""",
        QuotaErrorKind.Rejected, "UNAUTHORIZED", "Missing subscription identity.", 1)]
    [InlineData(500, "", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(502, "<html>bad gateway</html>", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(503, "", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(504, "", QuotaErrorKind.Unavailable, null, null, 3)]
    public async Task Each_error_response_has_its_kind(
        int status, string body, QuotaErrorKind kind, string? code, string? message, int attempts)
    {
        Simulator.Vzla.Faults.Always(Fault.Body(body, status: status).WithHeader("X-Request-ID", "req-4711"));

        var error = await FailureAsync();

        Assert.Equal((kind, code, message), (error.Kind, error.VendorCode, error.VendorMessage));
        Assert.Equal(("vzla", "default", status, "req-4711"), (error.Provider, error.Account, error.StatusCode, error.RequestId));
        Assert.Equal((attempts, attempts), (Simulator.Vzla.RequestCount, error.Attempts));
        Assert.Equal(attempts > 1, error.IsTransient);
        Assert.Contains($"(HTTP {status}", error.Message, StringComparison.Ordinal);
        Assert.Contains(message?.TrimEnd('.') ?? "vzla.io", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exhausted_quota_is_never_retried()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(429).WithHeader("Retry-After", "0"));

        var error = await FailureAsync();

        Assert.Equal(QuotaErrorKind.QuotaExhausted, error.Kind);
        Assert.Equal(TimeSpan.Zero, error.RetryAfter);
        Assert.Equal(1, Simulator.Vzla.RequestCount);
    }

    [Theory]
    [InlineData("0", QuotaErrorKind.QuotaExhausted, 1)]
    [InlineData("-3", QuotaErrorKind.QuotaExhausted, 1)]
    [InlineData("1", QuotaErrorKind.Throttled, 3)]
    [InlineData("none", QuotaErrorKind.Throttled, 3)]
    public async Task A_429_without_a_code_needs_the_header(string remaining, QuotaErrorKind kind, int attempts)
    {
        Simulator.Vzla.Faults.Always(Fault.Status(429, "").WithHeader("X-Quota-Remaining", remaining));

        Assert.Equal((kind, attempts), await FailureAsync() is var error ? (error.Kind, error.Attempts) : default);
    }

    [Fact]
    public async Task An_exhausted_quota_names_its_reset()
    {
        Simulator.Vzla.Faults.Always(UsedUp(("X-Quota-Reset", "2026-06-01T00:00:00Z"), ("Retry-After", "1")));

        var error = await FailureAsync();

        // The wait is measured from the Date header of the response, and not from this machine's clock.
        Assert.Equal(TimeSpan.FromHours((20 * 24) + 15), error.RetryAfter);
        Assert.Contains("Wait until 2026-06-01 00:00 UTC, when the quota resets, or take a larger plan.", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Simulator.Vzla.RequestCount);
    }

    [Theory]
    [InlineData("2026-05-11T09:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("2026-07-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("soon")]
    public async Task An_impossible_reset_is_ignored(string reset)
    {
        Simulator.Vzla.Faults.Always(UsedUp(("X-Quota-Reset", reset), ("Retry-After", "90")));

        var error = await FailureAsync();

        Assert.Equal((QuotaErrorKind.QuotaExhausted, TimeSpan.FromSeconds(90)), (error.Kind, error.RetryAfter));
        Assert.Contains("Wait until the first day of the next month", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "<html>Not Found</html>", true)]
    [InlineData(404, "", true)]
    [InlineData(403, """{"message":"Forbidden"}""", true)]
    [InlineData(403, """{"error":"Forbidden"}""", true)]
    [InlineData(403, """{"error":{"code":"forbidden"}}""", false)]
    [InlineData(401, "", false)]
    [InlineData(500, "<html>down</html>", false)]
    public void A_403_or_404_without_a_code_may_be_a_gateways(int status, string body, bool isForeign) =>
        Assert.Equal(isForeign, SnapshotCase.ReadError(VzlaMapper.ReadError, VendorSamples.Options, status, body).IsForeign);

    [Fact]
    public async Task An_echoed_token_is_not_in_the_error()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(
            401, $$$"""{"error":{"code":"auth_{{{VendorSamples.Key}}}","message":"No token {{{VendorSamples.Key}}} here"}}"""));

        var error = await FailureAsync();

        Assert.Equal(QuotaErrorKind.Unauthorized, error.Kind);
        Assert.StartsWith("No token ***", error.VendorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(VendorSamples.Key, $"{error} {error.VendorCode} {error.VendorMessage}", StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_token_leaves_the_kind_to_the_status() =>
        Assert.Null(SnapshotCase.ReadError(VzlaMapper.ReadError, VendorSamples.Options, 401, VendorSamples.UnknownToken).Kind);

    private static Fault UsedUp(params (string Name, string Value)[] headers) => Fault.Status(
        429, """{"error":{"code":"quota_exceeded","message":"Monthly request quota exceeded"}}""",
        [("Date", "Mon, 11 May 2026 09:00:00 GMT"), .. headers]);

    private async Task<QuotaException> FailureAsync()
    {
        using var provider = new VzlaQuotaProvider(new VzlaQuotaOptions
        {
            ApiKey = VendorSamples.Key,
            BaseAddress = Simulator.Vzla.BaseAddress,
            Resilience = Impatient,
        });
        return await FailureOf(provider);
    }
}
