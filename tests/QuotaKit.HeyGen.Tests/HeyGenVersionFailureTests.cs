using System.Globalization;
using QuotaKit.Testing;

namespace QuotaKit.HeyGen.Tests;

/// <summary>The error of a call when one version is gone and the other one fails as well.</summary>
public sealed class HeyGenVersionFailureTests : HeyGenVersionTest
{
    /// <summary>The responses of versions 2 and 3, the version that is called first, and the error of the call.</summary>
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
                // Version 3 answered before and is gone now. The error is version 3's, because version 2 is gone as well.
                rows.Add(gone, "404", "v3", QuotaErrorKind.NotFound, 404);
                rows.Add(gone, "410", "v3", QuotaErrorKind.Rejected, 410);
                rows.Add(gone, "302", "v3", QuotaErrorKind.Protocol, 302);
                rows.Add(gone, "200 {}", "v3", QuotaErrorKind.Protocol, 200);
            }

            // Version 3 is gone and version 2 still answers: its error says more about the account.
            rows.Add("""401 {"code":400112,"message":"Unauthorized"}""", "404", "v3", QuotaErrorKind.Unauthorized, 401);
            rows.Add("""403 {"code":400599,"message":"Please upgrade"}""", "410", "v3", QuotaErrorKind.Forbidden, 403);
            rows.Add("402", "405", "v3", QuotaErrorKind.QuotaExhausted, 402);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Auto_reports_the_error_that_says_more(string v2, string v3, string first, QuotaErrorKind kind, int status)
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
    public async Task Auto_reports_NotFound_when_both_versions_are_gone()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(404));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.NotFound, 404), (error.Kind, error.StatusCode));
        Assert.Equal([V2, V3], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task Auto_reports_an_unknown_key_from_version_3()
    {
        Simulator.HeyGen.Account("the_key_of_somebody_else");
        Simulator.HeyGen.RetireV2();
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unauthorized, "unauthorized"), (error.Kind, error.VendorCode));
        Assert.Equal([V2, V3], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task A_failed_fallback_leaves_Auto_with_version_2()
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
    public async Task A_malformed_fallback_document_leaves_Auto_with_version_2()
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
    public async Task Auto_falls_back_once_per_call()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        Simulator.HeyGen.Faults.Enqueue(Fault.None, Fault.Status(500), Fault.Status(404));
        using var provider = Provider(HeyGenApiVersion.Auto);

        Assert.Equal(QuotaErrorKind.NotFound, (await FailureOf(provider)).Kind);
        Assert.Equal([V2, V3, V3], PathsOf(Simulator.HeyGen));
    }

    [Fact]
    public async Task The_fallback_counts_as_an_attempt()
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        Simulator.HeyGen.RetireV2();
        Simulator.HeyGen.Faults.Enqueue(Fault.None, Fault.Status(500), Fault.Status(500), Fault.Status(500));
        using var provider = Provider(HeyGenApiVersion.Auto);

        var error = await FailureOf(provider);

        Assert.Equal((QuotaErrorKind.Unavailable, 3), (error.Kind, error.Attempts));
        Assert.Equal([V2, V3, V3], PathsOf(Simulator.HeyGen));
    }

    /// <summary>Creates a response from a status, or from a status, a space and a body.</summary>
    private static Fault Response(string response) => Fault.Body(
        response.Contains(' ', StringComparison.Ordinal) ? response[(response.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "",
        status: int.Parse(response.Split(' ')[0], CultureInfo.InvariantCulture));
}
