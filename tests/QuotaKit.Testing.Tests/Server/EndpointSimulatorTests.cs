namespace QuotaKit.Testing.Tests;

public sealed class EndpointSimulatorTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private EndpointSimulator? _acme;

    private EndpointSimulator Acme => _acme!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _acme = await EndpointSimulator.StartAsync("acme", keyHeader: "Authorization", keyPrefix: "Token ", cancellationToken: Token);
        Acme.Accept("a-key");
        Acme.Serve("v1/usage", """{"left":12}""");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Acme.DisposeAsync();
    }

    [Fact]
    public async Task Accepted_key_gets_the_document()
    {
        Assert.Equal((200, """{"left":12}"""), await GetAsync("v1/usage", "Token a-key"));
        Assert.Equal("acme: GET /v1/usage → 200", Assert.Single(Acme.Requests).ToString());
    }

    [Theory]
    [InlineData("Token another")]
    [InlineData("a-key")]
    [InlineData(null)]
    public async Task Other_keys_get_the_401_of_the_vendor(string? authorization)
    {
        Assert.Equal((401, ""), await GetAsync("v1/usage", authorization));

        Acme.ServeError(401, """{"error":"key"}""");
        Assert.Equal((401, """{"error":"key"}"""), await GetAsync("v1/usage", authorization));
    }

    [Fact]
    public async Task Document_may_depend_on_the_request()
    {
        Acme.Accept("b-key");
        Acme.Serve("/v1/usage", request => $$"""{"of":"{{request.Headers["Authorization"]}}"}""");

        Assert.Equal((200, """{"of":"Token b-key"}"""), await GetAsync("v1/usage", "Token b-key"));
    }

    [Fact]
    public async Task Faults_come_before_the_document()
    {
        Acme.ServeError(503, """{"error":"down"}""");
        Acme.Faults.Enqueue(Fault.Status(503), Fault.Body("{}"));

        Assert.Equal((503, """{"error":"down"}"""), await GetAsync("v1/usage", "Token a-key"));
        Assert.Equal((200, "{}"), await GetAsync("v1/usage", "Token a-key"));
        Assert.Equal((200, """{"left":12}"""), await GetAsync("v1/usage", "Token a-key"));
    }

    [Fact]
    public async Task Prefix_of_a_gateway_moves_the_paths()
    {
        Acme.PathPrefix = "gateway";

        Assert.Equal(200, (await GetAsync("v1/usage", "Token a-key")).Status);
        Assert.Equal("/gateway/v1/usage", Assert.Single(Acme.Requests).Path);
    }

    [Fact]
    public async Task Unserved_request_gets_501_and_is_thrown()
    {
        Assert.Equal(501, (await GetAsync("v2/usage", "Token a-key")).Status);
        using (var posted = await _client.PostAsync(new Uri(Acme.BaseAddress, "v1/usage"), null, Token))
            Assert.Equal(501, (int)posted.StatusCode);

        Assert.Equal(2, Acme.UnexpectedRequests.Count);
        var error = Assert.Throws<UnexpectedRequestException>(Acme.ThrowIfUnexpected);
        Assert.Equal(["acme: GET /v2/usage → 501", "acme: POST /v1/usage → 501"], error.Requests.Select(r => r.ToString()));
    }

    [Fact]
    public async Task Disposing_throws_unreported_requests()
    {
        var other = await EndpointSimulator.StartAsync("other", "x-api-key", cancellationToken: Token);
        await _client.GetAsync(other.BaseAddress, Token);

        await Assert.ThrowsAsync<UnexpectedRequestException>(async () => await other.DisposeAsync());
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Start_can_be_cancelled() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => EndpointSimulator.StartAsync("acme", "x-api-key", cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void Error_without_an_error_status_is_rejected() => Assert.Throws<ArgumentOutOfRangeException>(() => Acme.ServeError(200, "{}"));

    private async Task<(int Status, string Body)> GetAsync(string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Acme.BaseAddress, path));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _client.SendAsync(request, Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
