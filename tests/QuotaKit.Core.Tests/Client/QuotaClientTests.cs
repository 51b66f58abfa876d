using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>The cache, shared calls and failures, over real sockets and with a clock that stands still.</summary>
public sealed class QuotaClientTests : VzlaTest
{
    private static readonly QuotaReadOptions _now = new() { MaxAge = TimeSpan.Zero };

    [Fact]
    public async Task Thousand_callers_at_once_make_one_request()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);
        Vendor.Faults.Enqueue(Fault.Delay(TimeSpan.FromSeconds(1)));

        var readers = Enumerable.Range(0, 1000).Select(_ => Task.Run(() => client.GetAsync("vzla", cancellationToken: Token))).ToList();
        await Vendor.WaitForRequestsAsync(1, Token);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var snapshots = await Task.WhenAll(readers);

        Assert.Equal(1, Vendor.RequestCount);
        Assert.All(snapshots, snapshot => Assert.Same(snapshots[0], snapshot));
    }

    [Fact]
    public async Task Cancelled_reader_does_not_cancel_the_others()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);
        using var impatience = new CancellationTokenSource();
        Vendor.Faults.Enqueue(Fault.Delay(TimeSpan.FromSeconds(1)));

        var impatient = client.GetAsync("vzla", cancellationToken: impatience.Token);
        var patient = client.GetAsync("vzla", cancellationToken: Token);
        await Vendor.WaitForRequestsAsync(1, Token);
        await impatience.CancelAsync();
        var gaveUp = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(impatience.Token, gaveUp.CancellationToken);
        Assert.Equal(973, (await patient).Primary.Remaining);
        Assert.Equal(1, Vendor.RequestCount);
    }

    [Fact]
    public async Task Snapshot_is_reused_for_thirty_seconds()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);

        var first = await client.GetAsync("vzla", cancellationToken: Token);
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Same(first, await client.GetAsync("vzla", cancellationToken: Token));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotSame(first, await client.GetAsync("vzla", cancellationToken: Token));

        Assert.Equal(2, Vendor.RequestCount);
    }

    [Fact]
    public async Task MaxAge_replaces_the_cache_duration()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);

        await client.GetAsync("vzla", cancellationToken: Token);
        await client.GetAsync("vzla", _now, Token);
        Assert.Equal(2, Vendor.RequestCount);

        Clock.Advance(TimeSpan.FromMinutes(5));
        await client.GetAsync("vzla", new QuotaReadOptions { MaxAge = TimeSpan.FromMinutes(10) }, Token);
        Assert.Equal(2, Vendor.RequestCount);
        await client.GetAsync("vzla", new QuotaReadOptions { MaxAge = TimeSpan.FromMinutes(4) }, Token);
        Assert.Equal(3, Vendor.RequestCount);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(35)]
    public async Task Snapshot_is_not_reused_past_the_reset(int millisecondsBefore)
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(-millisecondsBefore));
        await using var simulator = await QuotaSimulator.StartAsync(new QuotaSimulatorOptions { TimeProvider = clock }, Token);
        simulator.Vzla.Account(Key).CurrentUsage = 999;
        using var provider = Provider(simulator.Vzla.BaseAddress, clock);
        using var client = new QuotaClient([provider], timeProvider: clock);

        Assert.Equal(1, (await client.GetAsync("vzla", cancellationToken: Token)).Primary.Remaining);
        simulator.Vzla.Account(Key).Reset();
        clock.Advance(TimeSpan.FromMilliseconds(millisecondsBefore));

        Assert.Equal(1000, (await client.GetAsync("vzla", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task Setting_the_system_clock_does_not_change_the_cache()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);

        await client.GetAsync("vzla", cancellationToken: Token);
        Clock.JumpWallClock(TimeSpan.FromHours(5));
        await client.GetAsync("vzla", cancellationToken: Token);
        Assert.Equal(1, Vendor.RequestCount);

        Clock.JumpWallClock(TimeSpan.FromHours(-10));
        Clock.Advance(TimeSpan.FromSeconds(31));
        await client.GetAsync("vzla", cancellationToken: Token);
        Assert.Equal(2, Vendor.RequestCount);
    }

    [Fact]
    public async Task Failure_is_shared_for_a_second()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);
        Vendor.Faults.Enqueue(Fault.Status(400));

        var first = await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", cancellationToken: Token));
        var second = await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", cancellationToken: Token));
        Assert.Same(first, second);
        Assert.Equal(1, Vendor.RequestCount);

        Clock.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(973, (await client.GetAsync("vzla", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task MaxAge_zero_repeats_a_failed_call_at_once()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);
        Vendor.Faults.Enqueue(Fault.Status(400));

        await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", cancellationToken: Token));

        Assert.Equal(973, (await client.GetAsync("vzla", _now, Token)).Primary.Remaining);
    }

    [Fact]
    public async Task AllowStale_returns_the_last_snapshot_marked_as_stale()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);
        var good = await client.GetAsync("vzla", cancellationToken: Token);
        Vendor.Faults.Always(Fault.Status(400));
        Clock.Advance(TimeSpan.FromMinutes(1));

        var stale = await client.GetAsync("vzla", new QuotaReadOptions { AllowStale = true }, Token);

        Assert.True(stale.IsStale);
        Assert.Equal(good.RetrievedAt, stale.RetrievedAt);
        Assert.Contains("HTTP 400", Assert.Single(stale.Warnings), StringComparison.Ordinal);
        Assert.False(good.IsStale);
        await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", cancellationToken: Token));
    }

    [Fact]
    public async Task AllowStale_without_an_earlier_snapshot_throws()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider], timeProvider: Clock);
        Vendor.Faults.Enqueue(Fault.Status(400));

        await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", new QuotaReadOptions { AllowStale = true }, Token));
    }

    [Fact]
    public async Task Unknown_name_error_lists_the_accounts()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider]);

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => client.GetAsync("heygen", cancellationToken: Token));

        Assert.StartsWith("There is no account 'heygen'. The accounts are vzla.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_providers_with_one_name_are_rejected()
    {
        using var one = Provider();
        using var two = Provider();

        Assert.Contains("'vzla'", Assert.Throws<ArgumentException>(() => new QuotaClient([one, two])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_cancels_the_calls_in_progress()
    {
        using var provider = Provider();
        var client = new QuotaClient([provider], timeProvider: Clock);
        Vendor.Faults.Enqueue(Fault.Hang());
        var reader = client.GetAsync("vzla", cancellationToken: Token);
        await Vendor.WaitForRequestsAsync(1, Token);

        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader);
        Assert.Throws<ObjectDisposedException>(() => { _ = client.GetAsync("vzla", cancellationToken: Token); });
    }

    [Fact]
    public async Task Cancelled_token_sends_no_request()
    {
        using var provider = Provider();
        using var client = new QuotaClient([provider]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync("vzla", cancellationToken: new CancellationToken(true)));

        Assert.Equal(0, Vendor.RequestCount);
    }
}
