using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>Nobody gets an answer that was asked for earlier than allowed, and those who wait for a fresher one share it.</summary>
public sealed class FreshnessTests : IDisposable
{
    private static readonly QuotaReadOptions _now = new() { MaxAge = TimeSpan.Zero };

    private readonly FakeClock _clock = new();
    private readonly Paced _account = new();
    private readonly QuotaClient _client;

    public FreshnessTests() => _client = new QuotaClient([_account], timeProvider: _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task MaxAge_zero_never_gets_the_answer_of_an_earlier_call()
    {
        // The clock stands still: an equal timestamp proves nothing.
        var first = _client.GetAsync("acme", cancellationToken: Token);
        var now = _client.GetAsync("acme", _now, Token);

        _account.Answer(1);
        await _account.AskedAsync(2);
        Assert.False(now.IsCompleted);
        _account.Answer(2);

        Assert.Equal(("1", "2"), ((await first).RequestId, (await now).RequestId));
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(1, "2")]
    public async Task MaxAge_decides_whether_the_call_under_way_is_joined(int ticksTooOld, string answer)
    {
        var first = _client.GetAsync("acme", cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var reader = _client.GetAsync("acme", new() { MaxAge = TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(ticksTooOld) }, Token);

        await AnswerAllAsync(first, reader);

        Assert.Equal(answer, (await reader).RequestId);
    }

    [Fact]
    public async Task Readers_of_the_next_call_share_it()
    {
        var first = _client.GetAsync("acme", _now, Token);
        var readers = Enumerable.Range(0, 1000).Select(_ => _client.GetAsync("acme", _now, Token)).ToList();
        var patient = _client.GetAsync("acme", cancellationToken: Token);

        await AnswerAllAsync([first, patient, .. readers]);

        Assert.Equal("1", (await patient).RequestId);
        foreach (var reader in readers)
            Assert.Equal("2", (await reader).RequestId);
        Assert.Equal(2, _account.Asked);
    }

    [Fact]
    public async Task The_next_call_is_made_though_the_one_before_failed()
    {
        var first = _client.GetAsync("acme", cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(2));
        var next = _client.GetAsync("acme", new() { MaxAge = TimeSpan.FromSeconds(1) }, Token);

        _account.Fail(1);
        await _account.AskedAsync(2);
        _account.Answer(2);

        await Assert.ThrowsAsync<QuotaException>(() => first);
        Assert.Equal("2", (await next).RequestId);
    }

    [Fact]
    public async Task A_failed_next_call_is_shared_and_kept_for_a_second()
    {
        var first = _client.GetAsync("acme", _now, Token);
        Task<QuotaSnapshot>[] next = [_client.GetAsync("acme", _now, Token), _client.GetAsync("acme", _now, Token)];
        _account.Answer(1);
        await _account.AskedAsync(2);
        _account.Fail(2);
        await first;

        var error = await Assert.ThrowsAsync<QuotaException>(() => next[0]);
        Assert.Same(error, await Assert.ThrowsAsync<QuotaException>(() => next[1]));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(error, await Assert.ThrowsAsync<QuotaException>(() => _client.GetAsync("acme", new() { MaxAge = TimeSpan.FromMilliseconds(1) }, Token)));
        Assert.Equal(2, _account.Asked);
    }

    [Fact]
    public async Task A_waiting_reader_that_gives_up_cancels_nobody_else()
    {
        using var impatience = new CancellationTokenSource();
        var first = _client.GetAsync("acme", _now, Token);
        var impatient = _client.GetAsync("acme", _now, impatience.Token);
        var patient = _client.GetAsync("acme", _now, Token);

        await impatience.CancelAsync();
        var gaveUp = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal(impatience.Token, gaveUp.CancellationToken);
        await AnswerAllAsync(first, patient);

        Assert.Equal("2", (await patient).RequestId);
    }

    [Fact]
    public async Task When_all_who_waited_gave_up_later_readers_are_served()
    {
        using var impatience = new CancellationTokenSource();
        var first = _client.GetAsync("acme", _now, Token);
        var impatient = _client.GetAsync("acme", _now, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        var later = _client.GetAsync("acme", _now, Token);
        await AnswerAllAsync(first, later);

        Assert.Equal("2", (await later).RequestId);
        Assert.Equal(2, _account.Asked);
    }

    [Fact]
    public async Task Dispose_ends_readers_of_the_next_call_without_a_call()
    {
        var first = _client.GetAsync("acme", _now, Token);
        var next = _client.GetAsync("acme", _now, Token);

        _client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => first);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => next);
        Assert.Equal(1, _account.Asked);
    }

    [Fact]
    public async Task An_answer_is_as_old_as_its_request_however_long_it_took()
    {
        var first = _client.GetAsync("acme", cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(20));
        _account.Answer(1);
        await first;

        Assert.Equal("1", (await _client.GetAsync("acme", new() { MaxAge = TimeSpan.FromSeconds(20) }, Token)).RequestId);
        var younger = _client.GetAsync("acme", new() { MaxAge = TimeSpan.FromSeconds(19) }, Token);
        _account.Answer(2);
        Assert.Equal("2", (await younger).RequestId);
    }

    [Fact]
    public async Task Reading_all_joins_a_next_call_that_others_wait_for()
    {
        var other = new Held("acme/other");
        using var client = new QuotaClient([other, _account], new() { CallsPerVendor = 1 }, _clock);
        var first = client.GetAsync("acme", _now, Token);
        var next = client.GetAsync("acme", _now, Token);

        // The other account keeps the vendor's only place, which joining does not need.
        var all = client.GetAllAsync(_now, Token);
        await AnswerAllAsync(first, next);
        Assert.False(all.IsCompleted);
        other.Answer();

        Assert.Equal("2", (await all)["acme"].Snapshot!.RequestId);
        Assert.Equal(2, _account.Asked);
    }

    [Fact]
    public async Task A_provider_that_answers_at_once_keeps_no_reader_for_the_others()
    {
        // The next call belongs to those who wait for it: the first reader's thread must not make it for them.
        QuotaClient? client = null;
        Task<QuotaSnapshot>? next = null;
        using var account = new Scripted("acme", asked =>
        {
            if (asked == 1)
                next = client!.GetAsync("acme", _now, Token);
            return Task.FromResult(Scripted.Snapshot() with { RequestId = $"{asked}" });
        });
        using (client = new QuotaClient([account], timeProvider: _clock))
        {
            Assert.Equal("1", (await client.GetAsync("acme", cancellationToken: Token)).RequestId);
            Assert.Equal("2", (await next!).RequestId);
        }
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_call_begun_after_the_reader_came_counts_if_it_asks_anyway(bool othersAskAnyway, int calls)
    {
        Task<QuotaSnapshot>? other = null;
        QuotaClient? client = null;
        // Another reader comes between this one's arrival and its look at the call under way.
        var clock = new Ticking(() => other = client!.GetAsync("acme", othersAskAnyway ? _now : null, Token));
        using (client = new QuotaClient([_account], timeProvider: clock))
        {
            var reader = client.GetAsync("acme", _now, Token);

            await AnswerAllAsync(reader, other!);

            Assert.Equal(calls, _account.Asked);
            Assert.Equal($"{calls}", (await reader).RequestId);
        }
    }

    /// <summary>Answers each call that is made until these readers have theirs.</summary>
    private async Task AnswerAllAsync(params Task<QuotaSnapshot>[] readers)
    {
        var all = Task.WhenAll(readers);
        for (var call = 1; await Task.WhenAny(all, _account.AskedAsync(call)) != all; call++)
            _account.Answer(call);
    }

    /// <summary>A clock that ticks with each look at it, and does something after the first.</summary>
    private sealed class Ticking(Action afterFirstLook) : TimeProvider
    {
        private long _now;

        public override long GetTimestamp()
        {
            var now = Interlocked.Increment(ref _now);
            if (now == 1)
                afterFirstLook();
            return now;
        }
    }
}
