using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Pictory.Tests;

/// <summary>What Pictory says when it refuses, and what a caller gets; over real sockets, so that attempts are those that it saw.</summary>
public sealed class PictoryErrorTests : SimulatorTest
{
    [Theory]
    [InlineData(400, VendorSamples.NoSubscriptionIdentity, QuotaErrorKind.Unauthorized, "UNAUTHORIZED", "Missing subscription identity.", 1)]
    [InlineData(400, """{"code":"INVALID","message":"No."}""", QuotaErrorKind.Rejected, "INVALID", "No.", 1)]
    [InlineData(400, "", QuotaErrorKind.Rejected, null, null, 1)]
    [InlineData(401, VendorSamples.Unauthorized, QuotaErrorKind.Unauthorized, null, "Unauthorized", 1)]
    [InlineData(403, """{"message":"Forbidden"}""", QuotaErrorKind.Forbidden, null, "Forbidden", 1)]
    [InlineData(404, "", QuotaErrorKind.NotFound, null, null, 1)]
    [InlineData(405, "", QuotaErrorKind.Protocol, null, null, 1)]
    [InlineData(500, VendorSamples.BadConfiguration, QuotaErrorKind.Unavailable, "BAD_CONFIGURATION",
        "An unexpected error occurred while processing the request", 3)]
    [InlineData(500, """["not","an","object"]""", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(503, "<html>down</html>", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(429, """{"message":"Limit Exceeded"}""", QuotaErrorKind.Throttled, null, "Limit Exceeded", 3)]
    public async Task A_refusal_is_an_error_of_its_kind(
        int status, string body, QuotaErrorKind kind, string? code, string? message, int attempts)
    {
        Simulator.Pictory.Faults.Always(Fault.Body(body, status: status).WithHeader("x-amzn-RequestId", "req-4711"));

        var error = await FailureAsync();

        Assert.Equal((kind, code, message), (error.Kind, error.VendorCode, error.VendorMessage));
        Assert.Equal(("pictory", "default", status, "req-4711"), (error.Provider, error.Account, error.StatusCode, error.RequestId));
        Assert.Equal((attempts, attempts), (Simulator.Pictory.RequestCount, error.Attempts));
        Assert.Equal(attempts > 1, error.IsTransient);
        Assert.Contains($"HTTP {status}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_404_is_explained()
    {
        Simulator.Pictory.Account(VendorSamples.Key).HasSubscription = false;

        var error = await FailureAsync();

        Assert.Equal((QuotaErrorKind.NotFound, 404, 1), (error.Kind, error.StatusCode, Simulator.Pictory.RequestCount));
        Assert.Contains("no subscription for this key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_comes_back_in_the_refusal_gets_no_further()
    {
        Simulator.Pictory.Faults.Always(Fault.Status(401, $$"""{"message":"{{VendorSamples.Key}} is not authorized"}"""));

        var error = await FailureAsync();

        Assert.EndsWith(" is not authorized", error.VendorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(VendorSamples.Key, $"{error} {error.VendorMessage}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "UNAUTHORIZED")]
    [InlineData(500, "UNAUTHORIZED")]
    [InlineData(400, "unauthorized")]
    public void Only_a_400_of_that_code_is_not_what_its_status_says(int status, string code) => Assert.Null(
        SnapshotCase.ReadError(PictoryMapper.ReadError, VendorSamples.Options, status, $$"""{"code":"{{code}}"}""").Kind);

    private async Task<QuotaException> FailureAsync()
    {
        using var provider = new PictoryQuotaProvider(new PictoryQuotaOptions
        {
            ApiKey = VendorSamples.Key,
            BaseAddress = Simulator.Pictory.BaseAddress,
            Resilience = Impatient,
        });
        return await FailureOf(provider);
    }
}
