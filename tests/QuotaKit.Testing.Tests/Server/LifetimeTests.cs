using System.Diagnostics;
using System.Net.Sockets;

namespace QuotaKit.Testing.Tests;

public sealed class LifetimeTests : SimulatorTest
{
    [Fact]
    public async Task Disposing_does_not_wait_for_hanging_requests()
    {
        Simulator.HeyGen.Account(Key);
        Simulator.HeyGen.Faults.Enqueue(Fault.Hang(), Fault.Delay(TimeSpan.FromDays(1)), Fault.Drip(TimeSpan.FromDays(1)));
        Task<HttpResponseMessage>[] waiting = [GetHeyGenAsync(), GetHeyGenAsync(), GetHeyGenAsync()];
        await Simulator.HeyGen.WaitForRequestsAsync(3, Token);

        var watch = Stopwatch.StartNew();
        await Simulator.DisposeAsync();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<HttpRequestException>(() => waiting[0]);
        await Assert.ThrowsAsync<HttpRequestException>(() => waiting[1]);
        await Assert.ThrowsAsync<HttpRequestException>(() => waiting[2]);
    }

    [Fact]
    public async Task Disposed_simulator_refuses_connections()
    {
        await Simulator.DisposeAsync();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetHeyGenAsync());
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task Start_can_be_cancelled() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => QuotaSimulator.StartAsync(cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public async Task Account_can_change_while_requests_read_it()
    {
        var account = Simulator.HeyGen.Account(Key);
        account.Details.Clear();
        (account.RemainingQuota, account.UsedQuota) = (6_000, 0);

        var spending = Task.Run(() => Parallel.For(0, 100, _ => account.Spend(1)), Token);
        var responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => BodyAsync(GetHeyGenAsync())));
        await spending;

        Assert.All(responses, response =>
        {
            using var document = System.Text.Json.JsonDocument.Parse(response);
            var data = document.RootElement.GetProperty("data");
            Assert.Equal(6_000, data.GetProperty("remaining_quota").GetInt64() + data.GetProperty("used_quota").GetInt64());
        });
        Assert.Equal((0, 6_000), (account.RemainingQuota, account.UsedQuota));
    }
}
