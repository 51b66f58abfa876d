using QuotaKit.Tests.Shared;

namespace QuotaKit.Testing.Tests;

/// <summary>A test with a running simulator, a clock that the test moves, and a client that follows no redirect.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected const string Key = "canary-5f0d2c7e";

    private QuotaSimulator? _simulator;

    private protected FakeClock Clock { get; } = new(new DateTimeOffset(2026, 5, 17, 10, 0, 0, TimeSpan.Zero));

    protected QuotaSimulator Simulator => _simulator ?? throw new InvalidOperationException("Not started.");

    protected HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _simulator = await QuotaSimulator.StartAsync(new QuotaSimulatorOptions { TimeProvider = Clock }, Token);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<HttpResponseMessage> GetHeyGenAsync(string path = "v2/user/remaining_quota", string? key = Key) =>
        SendAsync(HttpMethod.Get, Simulator.HeyGen, path, ("x-api-key", key));

    protected Task<HttpResponseMessage> GetPictoryAsync(string? authorization = Key) =>
        SendAsync(HttpMethod.Get, Simulator.Pictory, "pictoryapis/v1/quota", ("Authorization", authorization));

    protected Task<HttpResponseMessage> GetVzlaAsync(string path = "api/quantis/v2/me/quota/", string? authorization = $"Bearer {Key}") =>
        SendAsync(HttpMethod.Get, Simulator.Vzla, path, ("Authorization", authorization));

    protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        SimulatedVendor vendor,
        string path,
        (string Name, string? Value)? header = null,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        using var request = new HttpRequestMessage(method, new Uri(vendor.BaseAddress, path));
        if (header is (var name, { } value))
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, completion, Token);
    }

    protected static async Task<string> BodyAsync(Task<HttpResponseMessage> sending) => (await ReadAsync(sending)).Body;

    /// <summary>Joins the lines of JSON, which vendors send on one line.</summary>
    protected static string OneLine(string json) => string.Concat(json.Split('\n', StringSplitOptions.TrimEntries));

    /// <summary>Reads the status and the body.</summary>
    protected static async Task<(int Status, string Body)> ReadAsync(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
