using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Pictory.Tests;

/// <summary>Pictory's error responses, and the exceptions that callers get. Sockets are real, so attempts are counted at the server.</summary>
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
    [InlineData(200, VendorSamples.NoSubscriptionIdentity, QuotaErrorKind.Rejected, "UNAUTHORIZED", "Missing subscription identity.", 1)]
    [InlineData(404, "<html>Not Found</html>", QuotaErrorKind.NotFound, null, null, 1)]
    [InlineData(404, """{"message":"no Route matched with those values"}""", QuotaErrorKind.NotFound, null, "no Route matched with those values", 1)]
    [InlineData(429, """{"message":"Limit Exceeded"}""", QuotaErrorKind.Throttled, null, "Limit Exceeded", 3)]
    public async Task Each_error_response_has_its_kind(
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
    public async Task An_empty_404_means_no_subscription()
    {
        Simulator.Pictory.Account(VendorSamples.Key).HasSubscription = false;

        var error = await FailureAsync();

        Assert.Equal((QuotaErrorKind.NotFound, 404, 1), (error.Kind, error.StatusCode, Simulator.Pictory.RequestCount));
        Assert.Contains("no subscription for this key", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>404 Not Found</html>")]
    [InlineData("""{"message":"Not Found"}""")]
    [InlineData(" ")]
    public async Task A_404_with_a_body_names_no_subscription(string body)
    {
        Simulator.Pictory.Faults.Always(Fault.Body(body, status: 404));

        var error = await FailureAsync();

        Assert.Equal(QuotaErrorKind.NotFound, error.Kind);
        Assert.DoesNotContain("subscription", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_404_with_a_truncated_body_is_not_empty()
    {
        Simulator.Pictory.Faults.Always(Fault.Raw("HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\n"u8.ToArray()));

        Assert.DoesNotContain("subscription", (await FailureAsync()).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_404_with_too_large_a_body_is_not_empty()
    {
        Simulator.Pictory.Faults.Always(Fault.Body(new string(' ', 1100 * 1024), status: 404));

        Assert.DoesNotContain("subscription", (await FailureAsync()).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(404, "", false)]
    [InlineData(404, "<html>Not Found</html>", true)]
    [InlineData(404, """{"message":"Not Found"}""", true)]
    [InlineData(403, """{"message":"Forbidden"}""", true)]
    [InlineData(403, "", true)]
    [InlineData(401, VendorSamples.Unauthorized, false)]
    [InlineData(400, VendorSamples.NoSubscriptionIdentity, false)]
    [InlineData(500, "<html>down</html>", false)]
    public void An_undocumented_403_or_404_may_be_a_gateways(int status, string body, bool isForeign) =>
        Assert.Equal(isForeign, SnapshotCase.ReadError(PictoryMapper.ReadError, VendorSamples.Options, status, body).IsForeign);

    [Fact]
    public async Task An_echoed_key_is_not_in_the_error()
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
    public void Only_a_400_with_UNAUTHORIZED_overrides_the_status(int status, string code) => Assert.Null(
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
