using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>The reuse of snapshots and failures, on a clock that has been running for a while.</summary>
public sealed class CacheTests
{
    private readonly FakeClock _clock = new();

    public CacheTests() => _clock.Advance(TimeSpan.FromDays(40));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cache_works_on_a_clock_that_ran_for_long()
    {
        using var account = Scripted.Of(Scripted.Snapshot());

        Assert.Equal(1, await CallsOfTwoReadsAsync(account, TimeSpan.FromSeconds(30)));
        Assert.Equal(2, await CallsOfTwoReadsAsync(account, TimeSpan.FromTicks(1) + TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-3600)]
    public async Task Snapshot_past_its_reset_is_reused_for_a_second(int secondsToReset)
    {
        var now = _clock.GetUtcNow();
        using var account = Scripted.Of(Scripted.Snapshot(retrievedAt: now, resetsAt: now.AddSeconds(secondsToReset)));

        Assert.Equal(1, await CallsOfTwoReadsAsync(account, TimeSpan.FromSeconds(0.9)));
        Assert.Equal(2, await CallsOfTwoReadsAsync(account, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Earliest_reset_ends_the_reuse()
    {
        var now = _clock.GetUtcNow();
        var snapshot = Scripted.Snapshot(retrievedAt: now);
        using var account = Scripted.Of(snapshot with
        {
            Balances = [.. new[] { 20, 5, 10 }.Select(s => snapshot.Primary with { Key = $"in_{s}", ResetsAt = now.AddSeconds(s) }), snapshot.Primary],
        });

        Assert.Equal(1, await CallsOfTwoReadsAsync(account, TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1)));
        Assert.Equal(2, await CallsOfTwoReadsAsync(account, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task CacheDuration_zero_reuses_nothing()
    {
        using var account = Scripted.Of(Scripted.Snapshot());
        using var client = new QuotaClient([account], new() { CacheDuration = TimeSpan.Zero }, _clock);

        await client.GetAsync("acme", cancellationToken: Token);
        await client.GetAsync("acme", cancellationToken: Token);

        Assert.Equal(2, account.Asked);
    }

    [Fact]
    public async Task Failure_is_reused_until_a_second_or_a_success()
    {
        using var account = new Scripted("acme", asked => asked == 1
            ? Task.FromException<QuotaSnapshot>(new QuotaException(QuotaErrorKind.Network, "acme", "Gone."))
            : Task.FromResult(Scripted.Snapshot()));
        using var client = new QuotaClient([account], new() { CacheDuration = TimeSpan.Zero }, _clock);

        var first = await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("acme", cancellationToken: Token));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(first, await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("acme", cancellationToken: Token)));
        _clock.Advance(TimeSpan.FromTicks(1));
        await client.GetAsync("acme", cancellationToken: Token);
        await client.GetAsync("acme", cancellationToken: Token);

        Assert.Equal(3, account.Asked);
    }

    /// <summary>Reads twice with a pause in between, and returns the number of calls.</summary>
    private async Task<int> CallsOfTwoReadsAsync(Scripted account, TimeSpan pause)
    {
        var before = account.Asked;
        using var client = new QuotaClient([account], timeProvider: _clock);
        await client.GetAsync("acme", cancellationToken: Token);
        _clock.Advance(pause);
        await client.GetAsync("acme", cancellationToken: Token);
        return account.Asked - before;
    }
}
