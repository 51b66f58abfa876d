using System.Diagnostics;
using System.Globalization;

namespace QuotaKit.Core.Tests.Client;

/// <summary>Readers on many threads with the system clock. The account records when it is called.</summary>
public sealed class FreshnessStressTests
{
    private static readonly TimeSpan[] _maxAges =
        [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromMicroseconds(50), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thousand_readers_with_MaxAge_zero_make_at_most_two_calls()
    {
        var account = new Paced();
        using var client = new QuotaClient([account]);
        using var atOnce = new Barrier(8);

        // All readers arrive before the first call ends.
        var readers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                atOnce.SignalAndWait(Token);
                return Enumerable.Range(0, 125).Select(_ => client.GetAsync("acme", new() { MaxAge = TimeSpan.Zero }, Token)).ToList();
            },
            Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        account.Answer(1);
        var all = Task.WhenAll(readers.SelectMany(r => r));
        // The first call serves the readers that arrived before it started. On a busy machine these may be all of them.
        if (await Task.WhenAny(all, account.AskedAsync(2)) != all)
            account.Answer(2);
        var answers = await all;

        Assert.InRange(account.Asked, 1, 2);
        Assert.Equal(1000, answers.Length);
        Assert.All(answers, a => Assert.True(a.RequestId is "1" or "2", $"A reader got the result of call {a.RequestId}."));
    }

    [Fact]
    public async Task No_reader_gets_a_snapshot_older_than_MaxAge()
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
                    var age = Stopwatch.GetElapsedTime(askedAt, arrival);
                    Assert.True(age <= maxAge, $"{age} old, but MaxAge is {maxAge}.");
                }
                catch (OperationCanceledException e)
                {
                    Assert.Equal(impatience.Token, e.CancellationToken);
                }
                catch (QuotaException)
                {
                    // Some calls fail on purpose, so that next calls also follow failed ones.
                }
            }
        }
    }

    /// <summary>An account whose snapshots hold the time of the call. Most of its calls end on another thread.</summary>
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
