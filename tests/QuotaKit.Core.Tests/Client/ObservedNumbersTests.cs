using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>Numbers observed between two documents, and how long they may replace a call.</summary>
public sealed class ObservedNumbersTests : IDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromTicks(1);

    private readonly FakeClock _clock = new();
    private readonly Paced _account = new();
    private QuotaClient _client;

    public ObservedNumbersTests() => _client = new QuotaClient([_account], timeProvider: _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Document_is_read_again_after_DocumentDuration()
    {
        await ReadDocumentAsync(1);

        for (var second = 10; second <= 300; second += 10)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            Offer(second);
            Assert.Equal((second, "1"), Facts(await ReadAsync()));
        }

        _clock.Advance(_tick);
        Offer(999);
        var reader = ReadAsync();
        _account.Answer(2, s => s with { IsActive = false });
        Assert.False((await reader).IsActive);
    }

    [Fact]
    public async Task Numbers_observed_during_a_call_are_merged()
    {
        var reader = ReadAsync();
        _clock.Advance(_tick);
        Offer(7);
        _account.Answer(1, s => s with { Plan = "Team", IsActive = true });
        var first = await reader;

        Assert.Equal((7, "1", "Team", true), (first.Primary.Remaining, first.RequestId, first.Plan, first.IsActive));
        Assert.Same(first, await ReadAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Document_is_kept_when_the_merge_fails(bool throws)
    {
        var reader = ReadAsync();
        _clock.Advance(_tick);
        Offer(known => known is null ? Scripted.Snapshot() : throws ? throw new InvalidOperationException() : null);
        _account.Answer(1);

        Assert.Equal("1", (await reader).RequestId);
        Assert.Equal("1", (await ReadAsync()).RequestId);
    }

    [Fact]
    public async Task DocumentDuration_zero_saves_no_call()
    {
        Restart(new() { DocumentDuration = TimeSpan.Zero });
        await ReadDocumentAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(30) + _tick);
        Offer(7);

        await ReadDocumentAsync(2);
    }

    [Fact]
    public async Task Old_document_within_MaxAge_has_the_newer_numbers()
    {
        await ReadDocumentAsync(1);
        _clock.Advance(TimeSpan.FromMinutes(8));
        Offer(7);

        Assert.Equal((7, "1"), Facts(await ReadAsync(TimeSpan.FromMinutes(8))));
        var stricter = ReadAsync(TimeSpan.FromMinutes(8) - _tick);
        _account.Answer(2);
        Assert.Equal("2", (await stricter).RequestId);
    }

    [Fact]
    public async Task Observed_numbers_are_not_reused_past_their_reset()
    {
        await ReadDocumentAsync(1);
        Offer(known => known! with
        {
            RetrievedAt = _clock.GetUtcNow(),
            Balances = [known.Primary with { ResetsAt = _clock.GetUtcNow() + TimeSpan.FromSeconds(5) }],
        });

        _clock.Advance(TimeSpan.FromSeconds(5) - _tick);
        Assert.Equal("1", (await ReadAsync()).RequestId);
        _clock.Advance(_tick);
        await ReadDocumentAsync(2);
    }

    [Fact]
    public async Task Offer_with_a_future_timestamp_counts_as_now()
    {
        await ReadDocumentAsync(1);
        _clock.Advance(_tick);
        Offer(7, _clock.GetTimestamp() + TimeSpan.FromDays(1).Ticks);

        _clock.Advance(TimeSpan.FromSeconds(30) + _tick);
        await ReadDocumentAsync(2);
    }

    [Fact]
    public async Task Observed_numbers_without_a_document_are_only_stale()
    {
        Offer(7);
        var reader = _client.GetAsync("acme", new() { AllowStale = true }, Token);
        _account.Fail(1);
        var stale = await reader;

        Assert.Equal((7, true), (stale.Primary.Remaining, stale.IsStale));
        await Assert.ThrowsAsync<QuotaException>(() => ReadAsync());
    }

    [Fact]
    public async Task Offers_from_many_threads_are_all_merged()
    {
        await ReadDocumentAsync(1);
        Offer(0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; i < 5_000; i++)
                    Offer(known => With(known!, known!.Primary.Remaining + 1));
            },
            Token)));

        Assert.Equal(40_000, (await ReadAsync()).Primary.Remaining);
    }

    private static QuotaSnapshot With(QuotaSnapshot known, decimal? remaining) =>
        known with { Balances = [known.Primary with { Remaining = remaining }] };

    private static (int, string?) Facts(QuotaSnapshot snapshot) => ((int)snapshot.Primary.Remaining!, snapshot.RequestId);

    private void Restart(QuotaClientOptions options)
    {
        _client.Dispose();
        _client = new QuotaClient([_account], options, _clock);
    }

    private Task<QuotaSnapshot> ReadAsync(TimeSpan? maxAge = null) => _client.GetAsync("acme", new() { MaxAge = maxAge }, Token);

    /// <summary>Reads the account, and checks that this makes the call with this number.</summary>
    private async Task ReadDocumentAsync(int call)
    {
        var reader = ReadAsync();
        _account.Answer(call);
        Assert.Equal($"{call}", (await reader).RequestId);
    }

    private void Offer(int remaining, long? askedAt = null) => Offer(known => With(known ?? Scripted.Snapshot(), remaining), askedAt);

    private void Offer(Func<QuotaSnapshot?, QuotaSnapshot?> merge, long? askedAt = null) =>
        ((IQuotaSnapshotSink)_client).Offer("acme", askedAt ?? _clock.GetTimestamp(), merge);
}
