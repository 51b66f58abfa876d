using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>A test of which API version is called, on a simulated HeyGen that can retire version 2.</summary>
public abstract class HeyGenVersionTest : SimulatorTest
{
    protected const string V2 = "/v2/user/remaining_quota";
    protected const string V3 = "/v3/users/me";

    /// <summary>Responses that version 2 does not send: a status, and a body or null for none.</summary>
    public static TheoryData<int, string?> RetiredResponses => new()
    {
        { 301, null }, { 302, null }, { 307, null }, { 308, null }, { 400, null }, { 403, null }, { 404, null }, { 405, null }, { 410, null },
        { 501, null },
        { 400, """{"error":"Bad request","data":null}""" },
        { 403, """{"message":"Forbidden"}""" },
        { 403, """{"code":403,"message":"Forbidden"}""" },
        { 403, """{"error":{"code":"forbidden","message":"This version is gone"}}""" },
        { 404, """{"code":400001,"message":"No such endpoint"}""" },
        { 410, """{"error":{"code":"gone","message":"This version is gone"}}""" },
        { 200, "<!DOCTYPE html><html><body>Version 2 has moved.</body></html>" },
        { 200, "Version 2 is no longer available." },
        { 200, "{}" },
        { 200, """{"message":"This endpoint was removed on 2026-10-31. Use version 3."}""" },
        { 200, """{"error":null,"data":null,"warning":{"code":"deprecated","message":"Use version 3."}}""" },
    };

    protected void Retire(int status, string? body)
    {
        if (body is null)
            Simulator.HeyGen.RetireV2(status);
        else
            Simulator.HeyGen.RetireV2(status, body);
    }

    protected HeyGenQuotaProvider Provider(HeyGenApiVersion version, int maxAttempts = 3) => new(new HeyGenQuotaOptions
    {
        ApiKey = VendorSamples.Key,
        BaseAddress = Simulator.HeyGen.BaseAddress,
        Resilience = new QuotaResilienceOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = maxAttempts },
        Version = version,
    });
}
