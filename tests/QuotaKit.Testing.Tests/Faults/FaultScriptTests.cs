namespace QuotaKit.Testing.Tests;

public sealed class FaultScriptTests : FaultTest
{
    [Fact]
    public async Task Each_request_takes_the_next_fault()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Enqueue(Fault.None, Fault.Status(503));
        Simulator.Pictory.Faults.Enqueue(Fault.Status(502));
        Assert.Equal(3, Simulator.Pictory.Faults.Count);

        var statuses = await StatusesAsync(4);

        Assert.Equal([200, 503, 502, 200], statuses);
        Assert.Equal(0, Simulator.Pictory.Faults.Count);
    }

    [Fact]
    public async Task Always_follows_the_script_until_cleared()
    {
        OpenPictoryAccount();
        Simulator.Pictory.Faults.Always(Fault.Status(503));
        Simulator.Pictory.Faults.Enqueue(Fault.None);
        Assert.Equal([200, 503, 503], await StatusesAsync(3));

        Simulator.Pictory.Faults.Enqueue(Fault.Status(502));
        Simulator.Pictory.Faults.Clear();
        Assert.Equal([200], await StatusesAsync(1));
    }

    [Fact]
    public async Task Faults_belong_to_one_vendor()
    {
        OpenPictoryAccount();
        Simulator.HeyGen.Faults.Always(Fault.Status(503));

        Assert.Equal([200], await StatusesAsync(1));
    }

    [Fact]
    public async Task Failed_call_is_not_charged()
    {
        var account = Simulator.Vzla.Account(Key);
        Simulator.Vzla.Faults.Enqueue(Fault.Status(500), Fault.Reset());

        await ReadAsync(GetVzlaAsync("api/quantis/v2/search/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetVzlaAsync("api/quantis/v2/search/"));

        Assert.Equal(27, account.CurrentUsage);
    }

    [Fact]
    public void Fault_that_could_never_be_seen_is_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Status(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Body("", status: 600));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Delay(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Drip(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentException>(() => Fault.Headers(("X-Trace", "a\r\nb")));
        Assert.Throws<InvalidOperationException>(() => Fault.Hang().WithHeader("X-Trace", "a"));
    }

    [Fact]
    public void Fault_prints_its_name()
    {
        Assert.Equal("Status(503)", Fault.Status(503).WithDelay(TimeSpan.FromSeconds(1)).ToString());
        Assert.Equal("Drip(00:00:01)", Fault.Drip(TimeSpan.FromSeconds(1)).ToString());
    }

    private async Task<List<int>> StatusesAsync(int count)
    {
        var statuses = new List<int>();
        while (statuses.Count < count)
            statuses.Add((await ReadAsync(GetPictoryAsync())).Status);
        return statuses;
    }
}
