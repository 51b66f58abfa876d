using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>How long answers and failures are reused, on a clock that has been running for a while.</summary>
public sealed class CacheTests
{
    private readonly FakeClock _clock = new();

    public CacheTests() => _clock.Advance(TimeSpan.FromDays(40));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_reused_however_long_the_clock_has_been_running()
    {
        using var account = Scripted.Of(Scripted.Snapshot());

        Assert.Equal(1, await AskedAsync(account, TimeSpan.FromSeconds(30)));
        Assert.Equal(2, await AskedAsync(account, TimeSpan.FromTicks(1) + TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-3600)]
    public async Task An_answer_whose_reset_is_behind_it_is_reused_for_a_second(int secondsToReset)
    {
        var now = _clock.GetUtcNow();
        using var account = Scripted.Of(Scripted.Snapshot(retrievedAt: now, resetsAt: now.AddSeconds(secondsToReset)));

        Assert.Equal(1, await AskedAsync(account, TimeSpan.FromSeconds(0.9)));
        Assert.Equal(2, await AskedAsync(account, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task The_first_of_several_resets_ends_an_answer()
    {
        var now = _clock.GetUtcNow();
        var snapshot = Scripted.Snapshot(retrievedAt: now);
        using var account = Scripted.Of(snapshot with
        {
            Balances = [.. new[] { 20, 5, 10 }.Select(s => snapshot.Primary with { Key = $"in_{s}", ResetsAt = now.AddSeconds(s) }), snapshot.Primary],
        });

        Assert.Equal(1, await AskedAsync(account, TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1)));
        Assert.Equal(2, await AskedAsync(account, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Without_a_duration_nothing_is_reused()
    {
        using var account = Scripted.Of(Scripted.Snapshot());
        using var client = new QuotaClient([account], new() { CacheDuration = TimeSpan.Zero }, _clock);

        await client.GetAsync("acme", cancellationToken: Token);
        await client.GetAsync("acme", cancellationToken: Token);

        Assert.Equal(2, account.Asked);
    }

    [Fact]
    public async Task A_failure_is_reused_for_a_second_and_a_good_answer_ends_it()
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

    /// <summary>How often the account was asked by a reader and another that came later.</summary>
    private async Task<int> AskedAsync(Scripted account, TimeSpan later)
    {
        var before = account.Asked;
        using var client = new QuotaClient([account], timeProvider: _clock);
        await client.GetAsync("acme", cancellationToken: Token);
        _clock.Advance(later);
        await client.GetAsync("acme", cancellationToken: Token);
        return account.Asked - before;
    }
}
