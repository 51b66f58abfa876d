using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>HeyGen's error responses, and the exceptions that callers get. Sockets are real, so attempts are counted at the server.</summary>
public sealed class HeyGenErrorTests : SimulatorTest
{
    [Theory]
    [InlineData(401, """{"code":400112,"message":"Unauthorized"}""", QuotaErrorKind.Unauthorized, "400112", "Unauthorized", 1)]
    [InlineData(401, "", QuotaErrorKind.Unauthorized, null, null, 1)]
    [InlineData(400, """{"code":400112,"message":"Unauthorized"}""", QuotaErrorKind.Unauthorized, "400112", "Unauthorized", 1)]
    [InlineData(403, """{"code":400599,"message":"Your account doesn't have API access"}""",
        QuotaErrorKind.Forbidden, "400599", "Your account doesn't have API access", 1)]
    [InlineData(401, """{"code":400599,"message":"Your account doesn't have API access"}""",
        QuotaErrorKind.Forbidden, "400599", "Your account doesn't have API access", 1)]
    [InlineData(400, """{"code":40009,"message":"Invalid credentials"}""", QuotaErrorKind.Unauthorized, "40009", "Invalid credentials", 1)]
    [InlineData(400, """{"code":400631,"message":"User is blocked"}""", QuotaErrorKind.Forbidden, "400631", "User is blocked", 1)]
    [InlineData(400, """{"code":401056,"message":"Token expired"}""", QuotaErrorKind.Unauthorized, "401056", "Token expired", 1)]
    [InlineData(400, """{"code":"401057","message":"Token invalid"}""", QuotaErrorKind.Unauthorized, "401057", "Token invalid", 1)]
    [InlineData(400, """{"error":{"code":"400112","message":"Unauthorized"},"data":null}""", QuotaErrorKind.Unauthorized, "400112", "Unauthorized", 1)]
    [InlineData(400, """{"code":400101,"message":"User not found"}""", QuotaErrorKind.Unauthorized, "400101", "User not found", 1)]
    [InlineData(404, """{"code":400101,"message":"User not found"}""", QuotaErrorKind.Unauthorized, "400101", "User not found", 1)]
    [InlineData(400, """{"code":400562,"message":"forbidden"}""", QuotaErrorKind.Forbidden, "400562", "forbidden", 1)]
    [InlineData(400, """{"code":400573,"message":"permission denied"}""", QuotaErrorKind.Forbidden, "400573", "permission denied", 1)]
    [InlineData(400, """{"code":400175,"message":"Invalid parameter"}""", QuotaErrorKind.Rejected, "400175", "Invalid parameter", 1)]
    [InlineData(402, "", QuotaErrorKind.QuotaExhausted, null, null, 1)]
    [InlineData(402, "<html>Pay the proxy.</html>", QuotaErrorKind.Rejected, null, null, 1)]
    [InlineData(402, """{"code":400118,"message":"Payment required"}""", QuotaErrorKind.QuotaExhausted, "400118", "Payment required", 1)]
    [InlineData(429, "", QuotaErrorKind.Throttled, null, null, 3)]
    [InlineData(429, """{"code":400129,"message":"Too many requests"}""", QuotaErrorKind.Throttled, "400129", "Too many requests", 3)]
    [InlineData(429, """{"code":400129,"message":"Request quota per second exceeded"}""",
        QuotaErrorKind.Throttled, "400129", "Request quota per second exceeded", 3)]
    [InlineData(429, """{"error":{"code":"quota_exceeded","message":"Nothing left"}}""", QuotaErrorKind.QuotaExhausted, "quota_exceeded", "Nothing left", 1)]
    [InlineData(406, "", QuotaErrorKind.Rejected, null, null, 1)]
    [InlineData(500, "<html>oops</html>", QuotaErrorKind.Unavailable, null, null, 3)]
    [InlineData(503, """{"code":500001,"message":"Busy"}""", QuotaErrorKind.Unavailable, "500001", "Busy", 3)]
    public async Task Each_error_of_version_2_has_its_kind(
        int status, string body, QuotaErrorKind kind, string? code, string? message, int attempts) =>
        await AssertRefusedAsync(HeyGenApiVersion.V2, status, body, kind, code, message, attempts);

    [Theory]
    [InlineData(401, """{"error":{"code":"unauthorized","message":"Invalid key"}}""", QuotaErrorKind.Unauthorized, "unauthorized", "Invalid key", 1)]
    [InlineData(401, """{"error":{"code":"authentication_failed","message":"No"}}""", QuotaErrorKind.Unauthorized, "authentication_failed", "No", 1)]
    [InlineData(400, """{"error":{"code":"authentication_failed","message":"No"}}""", QuotaErrorKind.Unauthorized, "authentication_failed", "No", 1)]
    [InlineData(402, """{"error":{"code":"insufficient_credit","message":"Empty","param":null}}""",
        QuotaErrorKind.QuotaExhausted, "insufficient_credit", "Empty", 1)]
    [InlineData(403, """{"error":{"code":"forbidden","message":"No access"}}""", QuotaErrorKind.Forbidden, "forbidden", "No access", 1)]
    [InlineData(403, """{"error":{"code":"resource_access_denied","message":"Not yours"}}""",
        QuotaErrorKind.Forbidden, "resource_access_denied", "Not yours", 1)]
    [InlineData(404, """{"error":{"code":"not_found","message":"No such user"}}""", QuotaErrorKind.NotFound, "not_found", "No such user", 1)]
    [InlineData(410, "", QuotaErrorKind.Rejected, null, null, 1)]
    [InlineData(400, """{"error":{"code":"invalid_parameter","message":"Bad","param":"x","doc_url":"https://docs"}}""",
        QuotaErrorKind.Rejected, "invalid_parameter", "Bad", 1)]
    [InlineData(429, """{"error":{"code":"rate_limit_exceeded","message":"Your quota of calls a minute is used"}}""",
        QuotaErrorKind.Throttled, "rate_limit_exceeded", "Your quota of calls a minute is used", 3)]
    [InlineData(429, """{"error":{"code":"quota_exceeded","message":"Nothing left"}}""",
        QuotaErrorKind.QuotaExhausted, "quota_exceeded", "Nothing left", 1)]
    [InlineData(500, "", QuotaErrorKind.Unavailable, null, null, 3)]
    public async Task Each_error_of_version_3_has_its_kind(
        int status, string body, QuotaErrorKind kind, string? code, string? message, int attempts) =>
        await AssertRefusedAsync(HeyGenApiVersion.V3, status, body, kind, code, message, attempts);

    [Fact]
    public async Task Retry_After_beyond_the_timeout_fails_at_once()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(
            429, """{"error":{"code":"rate_limit_exceeded","message":"Slow down"}}""", ("Retry-After", "60")));
        using var provider = Provider(HeyGenApiVersion.V3);

        var first = await FailureOf(provider);
        var second = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Throttled, TimeSpan.FromSeconds(60), 1), (first.Kind, first.RetryAfter, first.Attempts));
        Assert.Equal((QuotaErrorKind.Throttled, 0), (second.Kind, second.Attempts));
        Assert.Equal(1, Simulator.HeyGen.RequestCount);
    }

    [Theory]
    [InlineData(402, "")]
    [InlineData(402, """{"error":{"code":"insufficient_credit","message":"Empty"}}""")]
    [InlineData(429, """{"error":{"code":"quota_exceeded","message":"Nothing left"}}""")]
    public async Task An_exhausted_quota_has_advice(int status, string body)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(body, status: status));
        using var provider = Provider(HeyGenApiVersion.V3);

        Assert.Contains(
            "Wait for the reset, buy credits, or choose another plan.",
            (await FailureOf(provider)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(403, """{"error":{"code":"insufficient_api_key_scope","message":"Missing scope"}}"""));
        using var provider = Provider(HeyGenApiVersion.V3);

        var error = await FailureOf(provider);

        Assert.Equal(QuotaErrorKind.Forbidden, error.Kind);
        Assert.Contains("account:read", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "", true)]
    [InlineData(403, "<h1>403 Forbidden</h1>", true)]
    [InlineData(403, """{"message":"Forbidden"}""", true)]
    [InlineData(403, """{"code":403,"message":"Forbidden"}""", true)]
    [InlineData(403, """{"code":"UNAUTHORIZED","message":"Missing subscription identity."}""", true)]
    [InlineData(404, "", true)]
    [InlineData(404, """{"message":"no Route matched with those values"}""", true)]
    [InlineData(403, """{"code":400599,"message":"Please upgrade"}""", false)]
    [InlineData(403, """{"error":{"code":"forbidden","message":"No access"}}""", false)]
    [InlineData(404, """{"error":{"code":"not_found","message":"No such user"}}""", false)]
    [InlineData(401, "", false)]
    public void An_error_without_HeyGens_codes_may_be_a_gateways(int status, string body, bool isForeign)
    {
        Assert.Equal(isForeign, SnapshotCase.ReadError(HeyGenErrors.Read, VendorSamples.Options, status, body).IsForeign);
        Assert.Equal(isForeign, SnapshotCase.ReadError(HeyGenMapper.ReadError, VendorSamples.Options, status, body).IsForeign);
    }

    [Theory]
    [InlineData("""{"code":"UNAUTHORIZED","message":"Missing subscription identity."}""", QuotaErrorKind.Rejected, "UNAUTHORIZED")]
    [InlineData("""{"code":400112,"message":"Unauthorized"}""", QuotaErrorKind.Rejected, "400112")]
    [InlineData("""{"subscription":"Free","monthly_limit":1000,"current_usage":27,"remaining":973,"is_active":true,"has_quota":true}""",
        QuotaErrorKind.Protocol, null)]
    [InlineData("""{"videoMinutes":{"used":98,"limit":14400},"aiCredits":{"used":0,"limit":10}}""", QuotaErrorKind.Protocol, null)]
    [InlineData("{}", QuotaErrorKind.Protocol, null)]
    [InlineData("""{"data":null}""", QuotaErrorKind.Protocol, null)]
    [InlineData("""{"data":{}}""", QuotaErrorKind.Protocol, null)]
    [InlineData("""{"data":{"username":"sam","email":"sam@example.com"}}""", QuotaErrorKind.Protocol, null)]
    public async Task Status_200_without_a_quota_is_an_error(string body, QuotaErrorKind kind, string? code)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(body));
        foreach (var version in (HeyGenApiVersion[])[HeyGenApiVersion.Auto, HeyGenApiVersion.V3])
        {
            using var provider = Provider(version);

            var error = await FailureOf(provider);

            Assert.Equal((kind, code, 200, false), (error.Kind, error.VendorCode, error.StatusCode, error.IsTransient));
            Assert.DoesNotContain("sam", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_version_2_document_is_invalid_for_version_3()
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(VendorSamples.Quota));
        using var provider = Provider(HeyGenApiVersion.V3);

        Assert.Equal(QuotaErrorKind.Protocol, (await FailureOf(provider)).Kind);
    }

    [Theory]
    [InlineData(200, """{"error":"No user of key KEY","data":null}""")]
    [InlineData(400, """{"code":"KEY","message":"x-api-key: KEY"}""")]
    [InlineData(401, """{"error":{"code":"unauthorized","message":"The key KEY is not valid"}}""")]
    public async Task An_echoed_key_is_not_in_the_error(int status, string body)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(body.Replace("KEY", VendorSamples.Key, StringComparison.Ordinal), status: status));
        using var provider = Provider(HeyGenApiVersion.V2);

        var error = await FailureOf(provider);

        Assert.NotNull(error.VendorMessage);
        Assert.DoesNotContain(VendorSamples.Key, $"{error} {error.VendorCode} {error.VendorMessage}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_200_with_an_error_is_not_retried()
    {
        Simulator.HeyGen.Faults.Always(Fault.Body("""{"error":"Quota service is down","data":null}"""));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Rejected, "Quota service is down", 200), (error.Kind, error.VendorMessage, error.StatusCode));
        Assert.Equal(1, Simulator.HeyGen.RequestCount);
    }

    private async Task AssertRefusedAsync(
        HeyGenApiVersion version, int status, string body, QuotaErrorKind kind, string? code, string? message, int attempts)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(body, status: status).WithHeader("X-Request-ID", "req-4711"));
        using var provider = Provider(version);

        var error = await FailureOf(provider);

        Assert.Equal((kind, code, message), (error.Kind, error.VendorCode, error.VendorMessage));
        Assert.Equal(("heygen", "default", status, "req-4711"), (error.Provider, error.Account, error.StatusCode, error.RequestId));
        Assert.Equal((attempts, attempts), (Simulator.HeyGen.RequestCount, error.Attempts));
        Assert.Equal(attempts > 1, error.IsTransient);
        Assert.Contains($"HTTP {status}", error.Message, StringComparison.Ordinal);
        Assert.Contains(message ?? "HeyGen", error.Message, StringComparison.Ordinal);
    }

    private HeyGenQuotaProvider Provider(HeyGenApiVersion version) => new(new HeyGenQuotaOptions
    {
        ApiKey = VendorSamples.Key,
        BaseAddress = Simulator.HeyGen.BaseAddress,
        Resilience = Impatient,
        Version = version,
    });
}
