using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>Numbers that are offered to the cache.</summary>
public sealed class QuotaSnapshotSinkTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly Scripted _account = Scripted.Of(Scripted.Snapshot() with { Plan = "read" });
    private readonly QuotaClient _client;

    public QuotaSnapshotSinkTests() => _client = new QuotaClient([_account], timeProvider: _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _account.Dispose();
    }

    [Fact]
    public async Task First_offer_is_merged_with_null_and_saves_no_call()
    {
        QuotaSnapshot? before = Scripted.Snapshot();
        Offer("ACME", _clock.GetTimestamp(), known =>
        {
            before = known;
            return Plan("offered");
        });

        Assert.Null(before);
        // Only the document tells whether the account is active, so it is read.
        Assert.Equal("read", (await _client.GetAsync("acme", new() { MaxAge = TimeSpan.MaxValue }, Token)).Plan);
    }

    [Theory]
    [InlineData(1, "offered")]
    [InlineData(0, "offered")]
    [InlineData(-1, "read")]
    public async Task Offer_older_than_the_cached_snapshot_is_ignored(int ticksLater, string plan)
    {
        _clock.Advance(TimeSpan.FromHours(1));
        await _client.GetAsync("acme", cancellationToken: Token);

        Offer("acme", _clock.GetTimestamp() + ticksLater, known => known! with { Plan = "offered" });

        Assert.Equal(plan, (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
    }

    [Fact]
    public async Task Offer_is_as_old_as_its_request()
    {
        await _client.GetAsync("acme", cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var askedAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(20));
        Offer("acme", askedAt, _ => Plan("offered"));

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("offered", (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("read", (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
    }

    [Fact]
    public async Task Null_merge_and_unknown_account_are_ignored()
    {
        Offer("acme", _clock.GetTimestamp(), _ => null);
        Offer("other", _clock.GetTimestamp(), _ => throw new InvalidOperationException("Not called for an unknown account."));

        Assert.Equal("read", (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
    }

    [Fact]
    public async Task Throwing_merge_does_not_change_the_cache()
    {
        await _client.GetAsync("acme", cancellationToken: Token);

        Assert.Throws<InvalidOperationException>(() => Offer("acme", _clock.GetTimestamp(), _ => throw new InvalidOperationException()));

        Assert.Equal("read", (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
        Assert.Equal(1, _account.Asked);
    }

    private static QuotaSnapshot Plan(string plan) => Scripted.Snapshot() with { Plan = plan };

    private void Offer(string account, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge) =>
        ((IQuotaSnapshotSink)_client).Offer(account, askedAt, merge);
}
