using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Client;

/// <summary>No reader gets a snapshot older than its MaxAge. Readers that wait for a fresher one share a call.</summary>
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
    public async Task MaxAge_zero_never_joins_an_earlier_call()
    {
        // The clock stands still. An equal timestamp does not prove that the call is newer than the reader.
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
    public async Task MaxAge_decides_whether_the_current_call_is_joined(int ticksTooOld, string answer)
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
    public async Task Next_call_runs_after_a_failed_one()
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
    public async Task Failed_next_call_is_shared_for_a_second()
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
    public async Task Cancelled_reader_of_the_next_call_cancels_nobody_else()
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
    public async Task Next_call_without_readers_serves_later_readers()
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
    public async Task Dispose_fails_readers_of_the_next_call()
    {
        var first = _client.GetAsync("acme", _now, Token);
        var next = _client.GetAsync("acme", _now, Token);

        _client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => first);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => next);
        Assert.Equal(1, _account.Asked);
    }

    [Fact]
    public async Task Age_is_counted_from_the_request()
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
    public async Task GetAllAsync_joins_the_next_call()
    {
        var other = new Held("acme/other");
        using var client = new QuotaClient([other, _account], new() { CallsPerVendor = 1 }, _clock);
        var first = client.GetAsync("acme", _now, Token);
        var next = client.GetAsync("acme", _now, Token);

        // The other account takes the only call that CallsPerVendor allows. Joining a call needs none.
        var all = client.GetAllAsync(_now, Token);
        await AnswerAllAsync(first, next);
        Assert.False(all.IsCompleted);
        other.Answer();

        Assert.Equal("2", (await all)["acme"].Snapshot!.RequestId);
        Assert.Equal(2, _account.Asked);
    }

    [Fact]
    public async Task Reader_does_not_run_the_next_call_for_others()
    {
        // The next call must not run on the first reader's thread, because that reader would have to wait for it.
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
    public async Task Newer_call_is_joined_only_if_it_overrides_the_gate(bool otherOverridesGate, int calls)
    {
        Task<QuotaSnapshot>? other = null;
        QuotaClient? client = null;
        // The other reader starts a call after this reader took its timestamp and before it looks for a call to join.
        var clock = new Ticking(() => other = client!.GetAsync("acme", otherOverridesGate ? _now : null, Token));
        using (client = new QuotaClient([_account], timeProvider: clock))
        {
            var reader = client.GetAsync("acme", _now, Token);

            await AnswerAllAsync(reader, other!);

            Assert.Equal(calls, _account.Asked);
            Assert.Equal($"{calls}", (await reader).RequestId);
        }
    }

    /// <summary>Answers each call until all these readers have a result.</summary>
    private async Task AnswerAllAsync(params Task<QuotaSnapshot>[] readers)
    {
        var all = Task.WhenAll(readers);
        for (var call = 1; await Task.WhenAny(all, _account.AskedAsync(call)) != all; call++)
            _account.Answer(call);
    }

    /// <summary>A clock that advances each time it is read, and runs an action after the first time.</summary>
    private sealed class Ticking(Action afterFirstRead) : TimeProvider
    {
        private long _now;

        public override long GetTimestamp()
        {
            var now = Interlocked.Increment(ref _now);
            if (now == 1)
                afterFirstRead();
            return now;
        }
    }
}
