using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.HeyGen.Tests;

/// <summary>The responses that make cached numbers too old, and the bodies that the app still reads.</summary>
public sealed class HeyGenQuotaObserverTests : SimulatorTest
{
    // The simulator has no endpoint that spends. This one stands for it.
    private const string Path = "v3/users/me";
    private const string Insufficient = """{"error":{"code":"insufficient_credit","message":"Not enough credit"}}""";

    private readonly List<ServiceProvider> _apps = [];

    public override async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
            await app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(402, "")]
    [InlineData(402, "<html>pay</html>")]
    [InlineData(400, Insufficient)]
    [InlineData(403, """{"code":"quota_exceeded","message":"Quota exceeded"}""")]
    [InlineData(429, """{"code":"quota_exceeded","message":"Quota exceeded"}""")]
    public async Task The_next_read_asks_again(int status, string body)
    {
        var app = App();
        var before = await ReadAsync(app);
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 60;
        Assert.Equal(before, await ReadAsync(app));

        Assert.Equal(body, await CallAsync(app, Fault.Body(body, status: status)));

        Assert.Equal(1, await ReadAsync(app));
    }

    [Theory]
    [InlineData(400, """{"code":"invalid_parameter","message":"insufficient_credit"}""")]
    [InlineData(429, """{"error":{"code":"rate_limit_exceeded"}}""")]
    [InlineData(400, """["insufficient_credit"]""")]
    [InlineData(400, """{"error":"insufficient_credit"}""")]
    [InlineData(400, """{"code":40000,"error":{"code":["insufficient_credit"]}}""")]
    [InlineData(400, "")]
    [InlineData(500, Insufficient)]
    [InlineData(200, Insufficient)]
    public async Task Other_responses_change_nothing(int status, string body)
    {
        var app = App();
        var before = await ReadAsync(app);
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 60;

        Assert.Equal(body, await CallAsync(app, Fault.Body(body, status: status)));

        Assert.Equal(before, await ReadAsync(app));
    }

    [Fact]
    public async Task A_large_body_reaches_the_app_whole()
    {
        var app = App();
        var body = $$"""{"text":"{{new string('x', 100_000)}}","code":"insufficient_credit"}""";

        Assert.Equal(body, await CallAsync(app, Fault.Body(body, status: 400)));
    }

    [Fact]
    public async Task A_large_body_of_unknown_length_reaches_the_app_whole()
    {
        var app = App();
        var body = $$"""{"text":"{{new string('x', 40_000)}}"}""";
        var chunk = body.Length.ToString("x", CultureInfo.InvariantCulture);
        var response = $"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{chunk}\r\n{body}\r\n0\r\n\r\n";

        Assert.Equal(body, await CallAsync(app, Fault.Raw(System.Text.Encoding.ASCII.GetBytes(response))));
    }

    [Fact]
    public async Task A_body_that_breaks_off_fails_for_the_app()
    {
        var app = App();
        var response = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{\"code\":\"insuff"u8.ToArray();
        Simulator.HeyGen.Faults.Enqueue(Fault.Raw(response));

        using var got = await Client(app).GetAsync(new Uri(Path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);
        await using var stream = await got.Content.ReadAsStreamAsync(Token);
        var start = new byte[15];
        await stream.ReadExactlyAsync(start, Token);

        Assert.Equal("{\"code\":\"insuff"u8.ToArray(), start);
        await Assert.ThrowsAsync<HttpIOException>(() => stream.ReadAsync(start, Token).AsTask());
    }

    [Fact]
    public async Task Another_accounts_key_changes_nothing()
    {
        var app = App(key: "another-key-0123456789");
        var before = await ReadAsync(app);
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 60;

        await CallAsync(app, Fault.Status(402));

        Assert.Equal(before, await ReadAsync(app));
    }

    [Fact]
    public async Task Another_address_changes_nothing()
    {
        var app = App();
        var before = await ReadAsync(app);
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 60;
        Simulator.Pictory.Faults.Enqueue(Fault.Status(402));

        using var response = await Client(app).GetAsync(new Uri(Simulator.Pictory.BaseAddress, "pictoryapis/v1/quota"), Token);

        Assert.Equal(before, await ReadAsync(app));
    }

    [Fact]
    public async Task The_guard_asks_again_before_it_holds()
    {
        var app = App();
        var guard = app.GetRequiredService<IQuotaGuard>();
        await (await guard.ReserveAsync(new("heygen", 1, QuotaUnit.Credits), cancellationToken: Token)).ReleaseAsync(Token);
        Simulator.HeyGen.Account(VendorSamples.Key).RemainingQuota = 5 * 60;

        await CallAsync(app, Fault.Status(402));

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => guard.ReserveAsync(new("heygen", 12, QuotaUnit.Credits), cancellationToken: Token));
        Assert.Equal(5, error.Available);
    }

    [Fact]
    public async Task An_app_without_accounts_gets_its_response()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("render").AddHeyGenQuotaObserver("nobody");
        await using var app = services.BuildServiceProvider();
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(402));

        using var response = await Client(app).GetAsync(new Uri(Simulator.HeyGen.BaseAddress, Path), Token);

        Assert.Equal(402, (int)response.StatusCode);
    }

    private ServiceProvider App(string key = VendorSamples.Key)
    {
        Simulator.HeyGen.Account(VendorSamples.Key);
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddHeyGen(o => (o.ApiKey, o.BaseAddress) = (VendorSamples.Key, Simulator.HeyGen.BaseAddress)).AddGuard();
        services.AddHttpClient("render", client =>
        {
            client.BaseAddress = Simulator.HeyGen.BaseAddress;
            client.DefaultRequestHeaders.Add("x-api-key", key);
        }).AddHeyGenQuotaObserver();
        var app = services.BuildServiceProvider();
        _apps.Add(app);
        return app;
    }

    private static HttpClient Client(ServiceProvider app) => app.GetRequiredService<IHttpClientFactory>().CreateClient("render");

    private async Task<string> CallAsync(ServiceProvider app, Fault answer)
    {
        Simulator.HeyGen.Faults.Enqueue(answer);
        using var response = await Client(app).GetAsync(new Uri(Path, UriKind.Relative), Token);
        return await response.Content.ReadAsStringAsync(Token);
    }

    private static async Task<decimal?> ReadAsync(ServiceProvider app) =>
        (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", new QuotaReadOptions { MaxAge = TimeSpan.FromHours(1) }, Token)).Primary.Remaining;
}
