using System.Net;
using System.Text.Json;
using QuotaKit.Samples.Tests.Running;
using QuotaKit.Testing;

namespace QuotaKit.Samples.Tests;

/// <summary>Runs the web API on a free port.</summary>
public sealed class WebApiTests : SimulatorTest
{
    private const string Listening = "Now listening on: ";

    private readonly HttpClient _http = new();
    private SampleProcess? _api;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _api = SampleProcess.StartProject("samples/webapi", "QuotaApi.dll", [.. Settings, .. Keys, new("ASPNETCORE_URLS", "http://127.0.0.1:0")]);
        _http.BaseAddress = new Uri((await _api.LineAsync(Listening)).Split(Listening)[1]);
    }

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_api is not null)
            await _api.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Returns_the_report_as_JSON()
    {
        var (status, body) = await GetAsync("/quota");

        using var report = JsonDocument.Parse(body);
        var accounts = report.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["heygen", "pictory", "vzla"], accounts.Select(a => a.GetProperty("provider").GetString()));
        Assert.Equal(39074.2m, accounts[0].GetProperty("snapshot").GetProperty("balances")[0].GetProperty("remaining").GetDecimal());
        Assert.DoesNotContain(Key, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_with_enough_left_is_well()
    {
        Assert.Equal((HttpStatusCode.OK, """{"account":"vzla","isWell":true,"status":"Normal"}"""), await GetAsync("/health/quota/vzla"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health/quota")).Status);
    }

    [Fact]
    public async Task App_without_accounts_is_not_well()
    {
        await using var bare = SampleProcess.StartProject("samples/webapi", "QuotaApi.dll", [new("ASPNETCORE_URLS", "http://127.0.0.1:0")]);
        var address = new Uri((await bare.LineAsync(Listening)).Split(Listening)[1]);

        using var response = await _http.GetAsync(new Uri(address, "/health/quota"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Exhausted_account_is_not_well()
    {
        Simulator.Vzla.Account(Key).CurrentUsage = 1000;

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"account":"vzla","isWell":false,"status":"Exhausted"}"""), await GetAsync("/health/quota/vzla"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health/quota/pictory")).Status);
    }

    [Fact]
    public async Task Failed_account_is_not_well_and_hides_no_other()
    {
        Simulator.Pictory.Faults.Always(Fault.Status(401));

        var (status, body) = await GetAsync("/health/quota");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("""{"account":"pictory","isWell":false,"status":"Unauthorized"},{"account":"vzla","isWell":true,""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_account_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/health/quota/heygen/team-a")).Status);

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
