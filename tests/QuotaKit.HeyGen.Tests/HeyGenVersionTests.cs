using System.Globalization;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>What happens once HeyGen has taken version 2 out of service.</summary>
public sealed class HeyGenVersionTests : SimulatorTest
{
    private const string V2 = "/v2/user/remaining_quota";
    private const string V3 = "/v3/users/me";

    /// <summary>A status, and a body where there is one.</summary>
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

    [Theory]
    [MemberData(nameof(RetiredResponses))]
    public async Task Auto_asks_version_3_where_version_2_is_gone_and_stays_with_it(int status, string? body)
    {
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 723;
        Retire(status, body);
        using var provider = Provider(HeyGenApiVersion.Auto);

        var first = await provider.GetQuotaAsync(Token);
        var second = await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V3], PathsOf(Simulator.HeyGen));
        Assert.Equal([("credits", 12.05m), ("credits", 12.05m)], new[] { first, second }.Select(s => (s.Primary.Key, s.Primary.Remaining!.Value)));
        Assert.Contains("version 2 did not answer", Assert.Single(first.Warnings), StringComparison.Ordinal);
        Assert.Contains("version 2 did not answer", Assert.Single(second.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_stays_with_version_2_while_it_answers()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        using var provider = Provider(HeyGenApiVersion.Auto);

        await provider.GetQuotaAsync(Token);
        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V2], PathsOf(Simulator.HeyGen));
        Assert.Empty(snapshot.Warnings);
    }

    [Theory]
    [InlineData(400, """{"code":400175,"message":"Invalid parameter"}""")]
    [InlineData(400, """{"error":{"code":"400112","message":"Unauthorized"},"data":null}""")]
    [InlineData(401, "")]
    [InlineData(402, "")]
    [InlineData(403, """{"code":400599,"message":"Please upgrade"}""")]
    [InlineData(404, """{"code":400101,"message":"User not found"}""")]
    [InlineData(408, "")]
    [InlineData(429, "")]
    [InlineData(500, "")]
    [InlineData(503, "<h1>Busy</h1>")]
    [InlineData(200, "")]
    [InlineData(200, "{\"error\":null,\"data\":{\"remai")]
    [InlineData(200, """{"error":null,"data":{"remaining_quota":"many"}}""")]
    [InlineData(200, """{"error":"Quota service is down","data":null}""")]
    [InlineData(200, """{"code":400112,"message":"Unauthorized"}""")]
    public async Task Auto_does_not_take_an_answer_of_version_2_for_its_end(int status, string body)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(body, status: status));
        using var provider = Provider(HeyGenApiVersion.Auto);

        await FailureOf(provider);

        Assert.DoesNotContain(V3, PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_asks_version_2_again_when_version_3_stops_answering()
    {
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 6000;
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(404), Fault.None, Fault.Status(410));
        using var provider = Provider(HeyGenApiVersion.Auto);

        await provider.GetQuotaAsync(Token);
        var again = await provider.GetQuotaAsync(Token);
        var after = await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V3, V2, V2], PathsOf(Simulator.HeyGen));
        Assert.Equal((100m, 100m), (again.Primary.Remaining!.Value, after.Primary.Remaining!.Value));
        Assert.Contains("version 3 no longer answers", Assert.Single(again.Warnings), StringComparison.Ordinal);
        Assert.Equal(again.Warnings, after.Warnings);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Auto_stays_with_version_3_when_it_fails_for_a_moment_or_refuses(int status)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        using var provider = Provider(HeyGenApiVersion.Auto);
        await provider.GetQuotaAsync(Token);
        Simulator.HeyGen.Faults.Always(Fault.Status(status));

        await FailureOf(provider);

        Assert.Equal(V2, Assert.Single(PathsOf(Simulator.HeyGen), path => path != V3));
    }

    /// <summary>What version 2 and version 3 respond, which of them is asked first, and the error that tells more.</summary>
    public static TheoryData<string, string, string, QuotaErrorKind, int> Failures
    {
        get
        {
            var rows = new TheoryData<string, string, string, QuotaErrorKind, int>();
            foreach (var gone in (string[])["302", "400", "403", "404", "405", "410", "501", "200 <html>moved</html>", "200 {}"])
            {
                rows.Add(gone, "401", "v2", QuotaErrorKind.Unauthorized, 401);
                rows.Add(gone, "402", "v2", QuotaErrorKind.QuotaExhausted, 402);
                rows.Add(gone, "403", "v2", QuotaErrorKind.Forbidden, 403);
                rows.Add(gone, "404", "v2", QuotaErrorKind.NotFound, 404);
                rows.Add(gone, "405", "v2", QuotaErrorKind.Protocol, 405);
                rows.Add(gone, "410", "v2", QuotaErrorKind.Rejected, 410);
                rows.Add(gone, "429", "v2", QuotaErrorKind.Throttled, 429);
                rows.Add(gone, "500", "v2", QuotaErrorKind.Unavailable, 500);
                rows.Add(gone, "200 {}", "v2", QuotaErrorKind.Protocol, 200);
                rows.Add(gone, """200 {"code":"UNAUTHORIZED","message":"No."}""", "v2", QuotaErrorKind.Rejected, 200);
                // Version 3 has answered before and is gone now: that version 2 is gone as well says nothing about the account.
                rows.Add(gone, "404", "v3", QuotaErrorKind.NotFound, 404);
                rows.Add(gone, "410", "v3", QuotaErrorKind.Rejected, 410);
                rows.Add(gone, "302", "v3", QuotaErrorKind.Protocol, 302);
                rows.Add(gone, "200 {}", "v3", QuotaErrorKind.Protocol, 200);
            }

            // Where version 2 is still there, it is the one that knows.
            rows.Add("""401 {"code":400112,"message":"Unauthorized"}""", "404", "v3", QuotaErrorKind.Unauthorized, 401);
            rows.Add("""403 {"code":400599,"message":"Please upgrade"}""", "410", "v3", QuotaErrorKind.Forbidden, 403);
            rows.Add("402", "405", "v3", QuotaErrorKind.QuotaExhausted, 402);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Auto_reports_the_more_telling_failure_of_two(string v2, string v3, string first, QuotaErrorKind kind, int status)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        using var provider = Provider(HeyGenApiVersion.Auto, maxAttempts: 1);
        string[] before = [];
        if (first == "v3")
        {
            Simulator.HeyGen.Faults.Enqueue(Fault.Status(404), Fault.None);
            await provider.GetQuotaAsync(Token);
            before = [V2, V3];
        }

        Simulator.HeyGen.Faults.Enqueue(first == "v2" ? [Response(v2), Response(v3)] : [Response(v3), Response(v2)]);

        var error = await FailureOf(provider);

        Assert.Equal((kind, status, 2), (error.Kind, error.StatusCode, error.Attempts));
        Assert.Equal([.. before, .. first == "v2" ? (string[])[V2, V3] : [V3, V2]], PathsOf(Simulator.HeyGen));
        Assert.DoesNotContain("HeyGenQuotaOptions.Version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_falls_back_once_in_a_call_however_often_it_retries()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        Simulator.HeyGen.Faults.Enqueue(Fault.None, Fault.Status(500), Fault.Status(404));
        using var provider = Provider(HeyGenApiVersion.Auto);

        Assert.Equal(QuotaErrorKind.NotFound, (await FailureOf(provider)).Kind);
        Assert.Equal([V2, V3, V3], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_asks_version_2_again_when_version_3_could_not_answer_either()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(404), Fault.Status(403));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);
        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal((QuotaErrorKind.Forbidden, 2), (error.Kind, error.Attempts));
        Assert.Equal([V2, V3, V2], PathsOf(Simulator.HeyGen));
        Assert.Equal("credits", snapshot.Primary.Key);
        Assert.Empty(snapshot.Warnings);
    }

    [Fact]
    public async Task Auto_does_not_take_a_document_that_cannot_be_mapped_for_an_answer_of_version_3()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.Faults.Enqueue(
            Fault.Status(404), Fault.Body("""{"data":{"billing_type":"wallet","wallet":{"remaining_balance":"plenty"}}}"""));
        using var provider = Provider(HeyGenApiVersion.Auto);

        Assert.Equal(QuotaErrorKind.Protocol, (await FailureOf(provider)).Kind);
        await provider.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V2], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_sends_no_more_requests_than_allowed_when_version_3_fails()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        Simulator.HeyGen.Faults.Enqueue(Fault.None, Fault.Status(500), Fault.Status(500), Fault.Status(500));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unavailable, 3), (error.Kind, error.Attempts));
        Assert.Equal([V2, V3, V3], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_that_finds_neither_version_says_not_found()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(404));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.NotFound, 404), (error.Kind, error.StatusCode));
        Assert.Equal([V2, V3], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_with_a_wrong_key_hears_it_from_version_3()
    {
        Simulator.HeyGen.Account("the_key_of_somebody_else");
        Simulator.HeyGen.RetireV2();
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unauthorized, "unauthorized"), (error.Kind, error.VendorCode));
        Assert.Equal([V2, V3], PathsOf(Simulator.HeyGen));
    }

    [Theory]
    [MemberData(nameof(RetiredResponses))]
    public async Task Version_2_alone_is_retired_and_says_what_to_set(int status, string? body)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Retire(status, body);
        using var provider = Provider(HeyGenApiVersion.V2);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Retired, status, false), (error.Kind, error.StatusCode, error.IsTransient));
        Assert.Contains("HeyGenQuotaOptions.Version", error.Message, StringComparison.Ordinal);
        Assert.Contains("V3", error.Message, StringComparison.Ordinal);
        Assert.Equal([V2], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task The_announced_end_of_version_2_is_passed_on()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.DeprecateV2(new DateOnly(2026, 10, 31));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(
            "HeyGen announces the end of its API version 2 (Sunset: Sat, 31 Oct 2026 00:00:00 GMT): " +
            "This v2 endpoint is Legacy and will be removed on Sat, 31 Oct 2026 00:00:00 GMT.",
            Assert.Single(snapshot.Warnings));
        Assert.Equal((39074.2m, QuotaStatus.Normal), (snapshot.Primary.Remaining!.Value, snapshot.Status));
    }

    [Theory]
    [InlineData("Deprecation", "true", "HeyGen announces the end of its API version 2.")]
    [InlineData("Sunset", "soon, KEY", "HeyGen announces the end of its API version 2 (Sunset: soon, ***).")]
    public async Task One_header_is_enough_and_does_not_leak_the_key(string name, string value, string warning)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.Faults.Enqueue(Fault.Headers((name, value.Replace("KEY", VendorSamples.Key, StringComparison.Ordinal))));
        using var provider = Provider(HeyGenApiVersion.V2);

        Assert.Equal(warning, Assert.Single((await provider.GetQuotaAsync(Token)).Warnings));
    }

    [Fact]
    public async Task Version_3_alone_never_asks_version_2_and_warns_of_nothing()
    {
        var account = Simulator.HeyGen.Account(VendorSamples.Key);
        account.User = account.User with
        {
            Billing = new HeyGenSubscription { Plan = "Scale", PremiumCredits = new(600.5m, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)) },
        };
        using var provider = Provider(HeyGenApiVersion.V3);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal([V3], PathsOf(Simulator.HeyGen));
        Assert.Equal(("Scale", "credits", 600.5m), (snapshot.Plan, snapshot.Primary.Key, snapshot.Primary.Remaining!.Value));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), snapshot.Primary.ResetsAt);
        Assert.Empty(snapshot.Warnings);
        Assert.DoesNotContain("sam", snapshot.RawJson, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Another_provider_makes_up_its_own_mind()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        using var one = Provider(HeyGenApiVersion.Auto);
        using var other = Provider(HeyGenApiVersion.Auto);

        await one.GetQuotaAsync(Token);
        await other.GetQuotaAsync(Token);

        Assert.Equal([V2, V3, V2, V3], PathsOf(Simulator.HeyGen));
    }

    private void Retire(int status, string? body)
    {
        if (body is null)
            Simulator.HeyGen.RetireV2(status);
        else
            Simulator.HeyGen.RetireV2(status, body);
    }

    /// <summary>A status, and behind a space the body that comes with it.</summary>
    private static Fault Response(string response) => Fault.Body(
        response.Contains(' ', StringComparison.Ordinal) ? response[(response.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "",
        status: int.Parse(response.Split(' ')[0], CultureInfo.InvariantCulture));

    private HeyGenQuotaProvider Provider(HeyGenApiVersion version, int maxAttempts = 3) => new(new HeyGenQuotaOptions
    {
        ApiKey = VendorSamples.Key,
        BaseAddress = Simulator.HeyGen.BaseAddress,
        Resilience = new QuotaResilienceOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = maxAttempts },
        Version = version,
    });
}
