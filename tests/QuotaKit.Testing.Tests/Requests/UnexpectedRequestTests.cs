namespace QuotaKit.Testing.Tests;

public sealed class UnexpectedRequestTests : SimulatorTest
{
    [Fact]
    public async Task Unserved_request_gets_501_and_is_thrown()
    {
        using var response = await SendAsync(HttpMethod.Get, Simulator.HeyGen, $"v1/quota?key={Key}", ("x-api-key", Key));
        using var post = await SendAsync(HttpMethod.Post, Simulator.Pictory, "pictoryapis/v1/quota", ("Authorization", Key));

        Assert.Equal(
            (501, "The simulated vendor 'heygen' does not serve GET /v1/quota"), await ReadAsync(Task.FromResult(response)));
        var error = Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);
        Assert.Equal(["/v1/quota", "/pictoryapis/v1/quota"], error.Requests.Select(request => request.Path));
        Assert.Contains("heygen: GET /v1/quota → 501", error.Message, StringComparison.Ordinal);
        Assert.Contains("pictory: POST /pictoryapis/v1/quota → 501", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_throws_unreported_requests()
    {
        var simulator = await QuotaSimulator.StartAsync(cancellationToken: Token);
        await ReadAsync(SendAsync(HttpMethod.Get, simulator.Vzla, "api/v1/"));
        Assert.Single(simulator.UnexpectedRequests);

        await Assert.ThrowsAsync<UnexpectedRequestException>(async () => await simulator.DisposeAsync());
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task Request_is_reported_once()
    {
        await ReadAsync(SendAsync(HttpMethod.Get, Simulator.Vzla, ""));

        Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);

        Assert.Empty(Simulator.UnexpectedRequests);
        Simulator.ThrowIfUnexpected();
    }

    [Fact]
    public async Task Unexpected_request_takes_no_fault()
    {
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(503));

        Assert.Equal(501, (await ReadAsync(GetHeyGenAsync("v1/quota"))).Status);

        Assert.Equal(1, Simulator.HeyGen.Faults.Count);
        Assert.Equal(501, Assert.Single(Simulator.HeyGen.Requests).Status);
        Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);
    }
}
