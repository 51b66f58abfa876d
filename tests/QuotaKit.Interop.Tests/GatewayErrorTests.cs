using System.Globalization;
using QuotaKit.Faults.Tests;
using QuotaKit.Interop.Tests.Servers;

namespace QuotaKit.Interop.Tests;

/// <summary>Rows 36 to 38 of docs/faults.md with nginx as the gateway: its error pages are not taken for the vendor's responses.</summary>
public sealed class GatewayErrorTests : InteropTest
{
    private const string Hour = "3600";

    /// <summary>Each vendor, created in both ways, with each status.</summary>
    public static MatrixTheoryData<string, Made, int> Pages => new(FaultVendor.All.Select(v => v.Id), [Made.Alone, Made.InContainer], [403, 404]);

    public static MatrixTheoryData<string, Made, int> Outages => new(FaultVendor.All.Select(v => v.Id), [Made.Alone, Made.InContainer], [502, 503]);

    public static MatrixTheoryData<string, Made, int> Limits => new(FaultVendor.All.Select(v => v.Id), [Made.Alone, Made.InContainer], [429, 503]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Error_page_is_attributed_to_the_gateway(string id, Made made, int status)
    {
        await using var nginx = await Nginx.StartAsync($"location / {{ return {status}; }}");

        var error = await FailureAsync(id, made, nginx.Address);

        Assert.Equal((status == 403 ? QuotaErrorKind.Forbidden : QuotaErrorKind.NotFound, status, false), (error.Kind, error.StatusCode, error.IsTransient));
        Assert.Contains("BaseAddress", error.Message, StringComparison.Ordinal);
        Assert.Contains(nginx.Address.Authority, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("recognized the API key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("subscription", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<html>", error.ToString(), StringComparison.Ordinal);
        // HeyGen has two versions of its API. When the first is not found, the second is called.
        Assert.InRange((await nginx.StopAsync()).Length, 1, id == "heygen" ? 2 : 1);
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Outage_behind_the_gateway_is_retried(string id, Made made, int status)
    {
        // No server listens on port 1.
        await using var nginx = await Nginx.StartAsync(status == 502 ? "location / { proxy_pass http://127.0.0.1:1; }" : "location / { return 503; }");

        var error = await FailureAsync(id, made, nginx.Address);

        Assert.Equal((QuotaErrorKind.Unavailable, status, 3, true), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
        Assert.DoesNotContain("<html>", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, (await nginx.StopAsync()).Length);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Rate_limit_is_not_an_exhausted_quota(string id, Made made, int status)
    {
        await using var nginx = await LimitedAsync(id, status, "");
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, nginx.Address);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        var error = await FailureOf(provider);

        Assert.Equal((KindOf(status), status, 3, true), (error.Kind, error.StatusCode, error.Attempts, error.IsTransient));
        Assert.Equal(1, Vendor(id).RequestCount);
        Assert.Equal(4, (await nginx.StopAsync()).Length);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Rate_limit_with_Retry_After_is_obeyed(string id, Made made, int status)
    {
        await using var nginx = await LimitedAsync(id, status, $"add_header Retry-After {Hour} always;");
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, nginx.Address);

        await provider.GetQuotaAsync(Token);
        var first = await FailureOf(provider);
        var second = await FailureOf(provider);

        Assert.Equal((KindOf(status), status, 1, TimeSpan.FromHours(1)), (first.Kind, first.StatusCode, first.Attempts, first.RetryAfter));
        Assert.Equal((KindOf(status), 0), (second.Kind, second.Attempts));
        Assert.Equal(2, (await nginx.StopAsync()).Length);
    }

    private static QuotaErrorKind KindOf(int status) => status == 429 ? QuotaErrorKind.Throttled : QuotaErrorKind.Unavailable;

    /// <summary>Starts a gateway that lets one request a minute through.</summary>
    private Task<Nginx> LimitedAsync(string id, int status, string header) => Nginx.StartAsync(
        string.Create(CultureInfo.InvariantCulture, $"limit_req_status {status}; {header} location / {{ limit_req zone=calls; {PassTo(id)} }}"),
        "limit_req_zone $server_port zone=calls:1m rate=1r/m;");
}
