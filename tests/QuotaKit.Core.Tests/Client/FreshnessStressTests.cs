using System.Diagnostics;
using System.Globalization;

namespace QuotaKit.Core.Tests.Client;

/// <summary>Readers on real threads and the real clock, against an account that remembers when it was asked.</summary>
public sealed class FreshnessStressTests
{
    private static readonly TimeSpan[] _maxAges = [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromMicroseconds(50), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_readers_at_MaxAge_zero_make_at_most_two_calls()
    {
        var account = new Paced();
        using var client = new QuotaClient([account]);
        using var atOnce = new Barrier(8);

        // Each thread's readers have arrived before the first call is answered.
        var readers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                atOnce.SignalAndWait(Token);
                return Enumerable.Range(0, 125).Select(_ => client.GetAsync("acme", new() { MaxAge = TimeSpan.Zero }, Token)).ToList();
            },
            Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        account.Answer(1);
        var all = Task.WhenAll(readers.SelectMany(r => r));
        // The first call has the first reader, and those that arrived before it was made: on a busy machine perhaps all of them.
        if (await Task.WhenAny(all, account.AskedAsync(2)) != all)
            account.Answer(2);
        var answers = await all;

        Assert.InRange(account.Asked, 1, 2);
        Assert.Equal(1000, answers.Length);
        Assert.All(answers, a => Assert.True(a.RequestId is "1" or "2", $"An answer is of call {a.RequestId}."));
    }

    [Fact]
    public async Task No_reader_gets_an_answer_asked_for_too_early()
    {
        var account = new Timed();
        using var client = new QuotaClient([account], new() { FailureCacheDuration = TimeSpan.Zero });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() => ReadAsync(new Random(thread)), Token)));

        Assert.Equal(1, account.MostAtOnce);

        async Task ReadAsync(Random random)
        {
            for (var i = 0; i < 2_000; i++)
            {
                var maxAge = _maxAges[random.Next(_maxAges.Length)];
                using var impatience = new CancellationTokenSource();
                var arrival = Stopwatch.GetTimestamp();
                var reader = client.GetAsync("acme", new() { MaxAge = maxAge }, impatience.Token);
                if (random.Next(10) == 0)
                    await impatience.CancelAsync();
                try
                {
                    var askedAt = long.Parse((await reader).RequestId!, CultureInfo.InvariantCulture);
                    Assert.True(Stopwatch.GetElapsedTime(askedAt, arrival) <= maxAge, $"{Stopwatch.GetElapsedTime(askedAt, arrival)} old, where {maxAge} was allowed.");
                }
                catch (OperationCanceledException e)
                {
                    Assert.Equal(impatience.Token, e.CancellationToken);
                }
                catch (QuotaException)
                {
                    // Some calls fail, so that calls that wait for them are made too.
                }
            }
        }
    }

    /// <summary>Answers from another thread, with the time at which it was asked.</summary>
    private sealed class Timed : IQuotaProvider
    {
        private int _asked;
        private int _atOnce;

        public string Name => "acme";

        public int MostAtOnce { get; private set; }

        public async Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
        {
            var snapshot = Scripted.Snapshot() with { RequestId = $"{Stopwatch.GetTimestamp()}" };
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            var number = Interlocked.Increment(ref _asked);
            if (number % 3 > 0)
                await Task.Yield();
            Interlocked.Decrement(ref _atOnce);
            return number % 10 == 0 ? throw new QuotaException(QuotaErrorKind.Network, "acme", "Gone.") : snapshot;
        }
    }
}
