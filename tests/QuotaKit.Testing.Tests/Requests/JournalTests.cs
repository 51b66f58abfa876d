namespace QuotaKit.Testing.Tests;

public sealed class JournalTests : SimulatorTest
{
    [Fact]
    public async Task Request_is_recorded_with_its_status()
    {
        await ReadAsync(GetHeyGenAsync("v2/user/remaining_quota?a=1"));

        var request = Assert.Single(Simulator.HeyGen.Requests);
        Assert.Equal(("heygen", "GET", "/v2/user/remaining_quota", "?a=1"), (request.Vendor, request.Method, request.Path, request.Query));
        Assert.Equal(401, request.Status);
        Assert.Equal(Clock.GetUtcNow(), request.ReceivedAt);
        Assert.Equal(Key, request.Headers["X-API-KEY"]);
        Assert.Equal(1, Simulator.HeyGen.RequestCount);
        Assert.Equal(0, Simulator.Pictory.RequestCount);
    }

    [Fact]
    public async Task Request_never_prints_its_key()
    {
        await ReadAsync(GetHeyGenAsync($"v2/user/remaining_quota?api_key={Key}"));
        await ReadAsync(GetPictoryAsync());
        await ReadAsync(GetVzlaAsync());

        IEnumerable<RecordedRequest> requests =
            [.. Simulator.HeyGen.Requests, .. Simulator.Pictory.Requests, .. Simulator.Vzla.Requests];
        Assert.Equal(
            [
                "heygen: GET /v2/user/remaining_quota → 401",
                "pictory: GET /pictoryapis/v1/quota → 401",
                "vzla: GET /api/quantis/v2/me/quota/ → 401",
            ],
            requests.Select(request => request.ToString()));
    }

    [Fact]
    public async Task Waiting_request_prints_no_response()
    {
        Simulator.HeyGen.Faults.Enqueue(Fault.Hang());
        var hanging = GetHeyGenAsync();
        await Simulator.HeyGen.WaitForRequestsAsync(1, Token);

        Assert.Equal("heygen: GET /v2/user/remaining_quota → no response", Simulator.HeyGen.Requests[0].ToString());

        await Simulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task Parallel_requests_are_all_counted_and_charged()
    {
        var account = Simulator.Vzla.Account(Key);
        account.Reset();
        account.MonthlyLimit = 60;

        var responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ReadAsync(GetVzlaAsync("api/quantis/v2/search/"))));

        Assert.Equal(60, responses.Count(response => response.Status == 200));
        Assert.Equal(40, responses.Count(response => response.Status == 429));
        Assert.Equal(60, account.CurrentUsage);
        Assert.Equal(100, Simulator.Vzla.RequestCount);
    }

    [Fact]
    public async Task Waiting_ends_when_enough_requests_have_arrived()
    {
        var one = Simulator.HeyGen.WaitForRequestsAsync(1, Token);
        var two = Simulator.HeyGen.WaitForRequestsAsync(2, Token);

        await ReadAsync(GetHeyGenAsync());
        await one;
        Assert.False(two.IsCompleted);

        await ReadAsync(GetHeyGenAsync());
        await two;
        Assert.True(Simulator.HeyGen.WaitForRequestsAsync(2, Token).IsCompleted);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Simulator.HeyGen.WaitForRequestsAsync(1, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await ReadAsync(GetHeyGenAsync());
    }
}
