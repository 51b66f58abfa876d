using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>Answers that come without asking.</summary>
public sealed class QuotaSnapshotSinkTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly Scripted _account = Scripted.Of(Scripted.Snapshot() with { Plan = "asked" });
    private readonly QuotaClient _client;

    public QuotaSnapshotSinkTests() => _client = new QuotaClient([_account], timeProvider: _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _account.Dispose();
    }

    [Fact]
    public async Task The_first_is_merged_with_nothing_and_saves_no_call()
    {
        QuotaSnapshot? before = Scripted.Snapshot();
        Offer("ACME", _clock.GetTimestamp(), known =>
        {
            before = known;
            return Plan("offered");
        });

        Assert.Null(before);
        // Whether the account is active stands in the document alone.
        Assert.Equal("asked", (await _client.GetAsync("acme", new() { MaxAge = TimeSpan.MaxValue }, Token)).Plan);
    }

    [Theory]
    [InlineData(1, "offered")]
    [InlineData(0, "offered")]
    [InlineData(-1, "asked")]
    public async Task One_that_was_asked_for_earlier_than_the_answer_at_hand_changes_nothing(int ticksLater, string plan)
    {
        _clock.Advance(TimeSpan.FromHours(1));
        await _client.GetAsync("acme", cancellationToken: Token);

        Offer("acme", _clock.GetTimestamp() + ticksLater, known => known! with { Plan = "offered" });

        Assert.Equal(plan, (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
    }

    [Fact]
    public async Task It_is_as_old_as_its_request()
    {
        await _client.GetAsync("acme", cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var askedAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(20));
        Offer("acme", askedAt, _ => Plan("offered"));

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("offered", (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("asked", (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
    }

    [Fact]
    public async Task Nothing_made_of_it_or_a_name_that_is_not_there_leaves_the_cache_as_it_is()
    {
        Offer("acme", _clock.GetTimestamp(), _ => null);
        Offer("other", _clock.GetTimestamp(), _ => throw new InvalidOperationException("Nobody needs it."));

        Assert.Equal("asked", (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
    }

    [Fact]
    public async Task A_merge_that_throws_leaves_the_cache_as_it_is()
    {
        await _client.GetAsync("acme", cancellationToken: Token);

        Assert.Throws<InvalidOperationException>(() => Offer("acme", _clock.GetTimestamp(), _ => throw new InvalidOperationException()));

        Assert.Equal("asked", (await _client.GetAsync("acme", cancellationToken: Token)).Plan);
        Assert.Equal(1, _account.Asked);
    }

    private static QuotaSnapshot Plan(string plan) => Scripted.Snapshot() with { Plan = plan };

    private void Offer(string provider, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge) => ((IQuotaSnapshotSink)_client).Offer(provider, askedAt, merge);
}
