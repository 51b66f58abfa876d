using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

/// <summary>What vzla.io says when it refuses, and what a caller gets; over real sockets, so that attempts are those that it saw.</summary>
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
    [InlineData(429, """{"error":"Quota exceeded"}""", QuotaErrorKind.QuotaExhausted, null, "Quota exceeded", 1)]
    [InlineData(429, "", QuotaErrorKind.QuotaExhausted, null, null, 1)]
    [InlineData(500, "", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(502, "<html>bad gateway</html>", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(503, "", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(504, "", QuotaErrorKind.Unavailable, null, null, 3)]
    public async Task A_refusal_is_an_error_of_its_kind(
        int status, string body, QuotaErrorKind kind, string? code, string? message, int attempts)
    {
        Simulator.Vzla.Faults.Always(Fault.Body(body, status: status).WithHeader("X-Request-ID", "req-4711"));

        var error = await FailureAsync();

        Assert.Equal((kind, code, message), (error.Kind, error.VendorCode, error.VendorMessage));
        Assert.Equal(("vzla", "default", status, "req-4711"), (error.Provider, error.Account, error.StatusCode, error.RequestId));
        Assert.Equal((attempts, attempts), (Simulator.Vzla.RequestCount, error.Attempts));
        Assert.Equal(attempts > 1, error.IsTransient);
        Assert.Contains($"HTTP {status}", error.Message, StringComparison.Ordinal);
        Assert.Contains(message ?? "vzla.io", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_used_up_is_not_asked_again_however_soon_vzla_invites_to()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(429).WithHeader("Retry-After", "0"));

        var error = await FailureAsync();

        Assert.Equal(QuotaErrorKind.QuotaExhausted, error.Kind);
        Assert.Equal(TimeSpan.Zero, error.RetryAfter);
        Assert.Equal(1, Simulator.Vzla.RequestCount);
    }

    [Fact]
    public async Task A_key_that_comes_back_in_the_refusal_gets_no_further()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(
            401, $$$"""{"error":{"code":"auth_{{{VendorSamples.Key}}}","message":"No token {{{VendorSamples.Key}}} here"}}"""));

        var error = await FailureAsync();

        Assert.Equal(QuotaErrorKind.Unauthorized, error.Kind);
        Assert.StartsWith("No token ***", error.VendorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(VendorSamples.Key, $"{error} {error.VendorCode} {error.VendorMessage}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_mapper_leaves_to_the_status_what_vzla_does_not_say() =>
        Assert.Null(SnapshotCase.ReadError(VzlaMapper.ReadError, VendorSamples.Options, 401, VendorSamples.UnknownToken).Kind);

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
