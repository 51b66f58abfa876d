using QuotaKit.HeyGen;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Errors that vendors document. Each vendor's test project tests its errors one by one. These tests add HeyGen's fallback from version 2
/// to version 3, temporary errors, several vendors in one report, and snapshots that are not errors.</summary>
public sealed class VendorErrorRows : VendorRowTest
{
    [Theory]
    [InlineData(401, "unauthorized", QuotaErrorKind.Unauthorized, 2)]
    [InlineData(401, "authentication_failed", QuotaErrorKind.Unauthorized, 2)]
    [InlineData(402, "insufficient_credit", QuotaErrorKind.QuotaExhausted, 2)]
    [InlineData(403, "forbidden", QuotaErrorKind.Forbidden, 2)]
    [InlineData(404, "not_found", QuotaErrorKind.NotFound, 2)]
    [InlineData(429, "quota_exceeded", QuotaErrorKind.QuotaExhausted, 2)]
    [InlineData(429, "rate_limit_exceeded", QuotaErrorKind.Throttled, 3)]
    [InlineData(500, "internal_error", QuotaErrorKind.Unavailable, 3)]
    [InlineData(200, "internal_error", QuotaErrorKind.Rejected, 2)]
    public async Task HeyGen_v3_error_is_reported_when_v2_is_gone(int status, string code, QuotaErrorKind kind, int attempts)
    {
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(410, ""));

        var error = await FailureAsync("heygen", Fault.Status(status, $$$"""{"error":{"code":"{{{code}}}","message":"No.","param":null}}"""));

        Assert.Equal((kind, status, code, "No."), (error.Kind, error.StatusCode, error.VendorCode, error.VendorMessage));
        Assert.Equal(attempts, error.Attempts);
        // The first attempt sends two requests: version 2 is gone, so version 3 is called. A retry calls version 3 only.
        string[] paths = ["/v2/user/remaining_quota", "/v3/users/me", "/v3/users/me"];
        Assert.Equal(paths[..attempts], Simulator.HeyGen.Requests.Select(r => r.Path));
    }

    [Theory]
    [InlineData(HeyGenApiVersion.V2, """{"error":{"code":"quota_exceeded","message":"Nothing left"},"data":null}""", "quota_exceeded")]
    [InlineData(HeyGenApiVersion.V3, """{"error":{"code":"unauthorized","message":"Nothing left"},"data":null}""", "unauthorized")]
    public async Task HeyGen_error_with_status_200_is_Rejected(HeyGenApiVersion version, string json, string code)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(json));
        using var provider = new HeyGenQuotaProvider(
            new HeyGenQuotaOptions { ApiKey = FaultVendor.Of("heygen").Key, BaseAddress = Simulator.HeyGen.BaseAddress, Version = version });

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Rejected, 200, code, "Nothing left"), (error.Kind, error.StatusCode, error.VendorCode, error.VendorMessage));
        Assert.Equal((1, 1), (error.Attempts, Simulator.HeyGen.RequestCount));
    }

    [Theory]
    [InlineData("heygen", 503, """{"code":500001,"message":"Busy"}""")]
    [InlineData("heygen", 429, """{"code":400129,"message":"Too many requests"}""")]
    [InlineData("pictory", 500, """{"code":"BAD_CONFIGURATION","message":"An unexpected error occurred while processing the request"}""")]
    [InlineData("pictory", 429, """{"message":"Limit Exceeded"}""")]
    [InlineData("vzla", 500, "")]
    [InlineData("vzla", 429, "<html>Too many requests</html>")]
    public async Task Temporary_vendor_error_is_retried(string id, int status, string body)
    {
        Server(id).Faults.Enqueue(Fault.Status(status, body), Fault.Status(status, body));

        var snapshot = await Provider(id, AtOnce, TimeProvider.System).GetQuotaAsync(Token);

        Assert.Equal(FaultVendor.Of(id).Remaining, snapshot.Primary.Remaining);
        Assert.Equal(3, Server(id).RequestCount);
    }

    [Theory]
    [InlineData("pictory", """{"code":"UNAUTHORIZED","message":"Missing subscription identity."}""", QuotaErrorKind.Rejected)]
    [InlineData("pictory", """{"error":{"code":"auth_missing","message":"No."}}""", QuotaErrorKind.Rejected)]
    [InlineData("pictory", """{"monthly_limit":1000,"current_usage":27,"remaining":973}""", QuotaErrorKind.Protocol)]
    [InlineData("pictory", "{}", QuotaErrorKind.Protocol)]
    [InlineData("vzla", """{"code":"UNAUTHORIZED","message":"Missing subscription identity."}""", QuotaErrorKind.Rejected)]
    [InlineData("vzla", """{"error":{"code":"auth_missing","message":"No."}}""", QuotaErrorKind.Rejected)]
    [InlineData("vzla", """{"videoMinutes":{"used":98,"limit":14400}}""", QuotaErrorKind.Protocol)]
    [InlineData("vzla", "{}", QuotaErrorKind.Protocol)]
    public async Task Row32_Status_200_without_a_quota_is_an_error(string id, string body, QuotaErrorKind kind)
    {
        var error = await FailureAsync(id, Fault.Body(body));

        Assert.Equal((kind, 200, 1, false), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
    }

    [Fact]
    public async Task Report_holds_each_vendors_own_error()
    {
        Simulator.HeyGen.Account(FaultVendor.Of("heygen").Key).HasApiAccess = false;
        Simulator.Pictory.Account(FaultVendor.Of("pictory").Key).HasSubscription = false;
        var client = Client(Provider("heygen"), Provider("pictory"), Provider("vzla", key: "vzlaio_of_nobody"));

        var errors = (await client.GetAllAsync(cancellationToken: Token)).Errors;

        Assert.Equal(
            [
                ("heygen", QuotaErrorKind.Forbidden, 403, "400599", "Your account doesn't have API access", 1),
                ("pictory", QuotaErrorKind.NotFound, 404, null, null, 1),
                ("vzla", QuotaErrorKind.Unauthorized, 401, "auth_token_unknown", "Invalid token format", 1),
            ],
            errors.Select(e => (e.Provider, e.Kind, e.StatusCode!.Value, e.VendorCode, e.VendorMessage, e.Attempts)));
        Assert.All(FaultVendor.All, vendor => Assert.Equal(1, Server(vendor.Id).RequestCount));
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Exhausted_account_is_a_snapshot_and_no_error(string id)
    {
        Simulator.HeyGen.Account(FaultVendor.Of("heygen").Key).RemainingQuota = 0;
        Simulator.Pictory.Account(FaultVendor.Of("pictory").Key).VideoMinutes.Used = 14400.6m;
        Simulator.Vzla.Account(FaultVendor.Of("vzla").Key).CurrentUsage = 1000;

        var snapshot = await Provider(id).GetQuotaAsync(Token);

        Assert.Equal((QuotaStatus.Exhausted, id == "pictory" ? -0.6m : 0m), (snapshot.Status, snapshot.Primary.Remaining!.Value));
        Assert.Equal(id == "pictory" ? 0.6m : 0m, snapshot.Primary.Overage);
    }

    [Fact]
    public async Task Inactive_vzla_token_is_a_snapshot_and_no_error()
    {
        Simulator.Vzla.Account(FaultVendor.Of("vzla").Key).IsActive = false;

        var snapshot = await Provider("vzla").GetQuotaAsync(Token);

        Assert.Equal((false, QuotaStatus.Inactive, 973m), (snapshot.IsActive!.Value, snapshot.Status, snapshot.Primary.Remaining!.Value));
    }
}
