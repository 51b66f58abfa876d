using System.Diagnostics;

namespace QuotaKit.Tests.Shared;

/// <content>Random calls, compared with a plain model.</content>
public abstract partial class LedgerContract
{
    /// <summary>The number of random operations, unless QUOTAKIT_LEDGER_OPERATIONS sets another.</summary>
    protected virtual int RandomOperations => 20_000;

    [Fact(Timeout = 3_600_000)]
    public async Task Random_calls_agree_with_the_model()
    {
        var operations = RandomRuns.Operations(RandomOperations);
        var watch = Stopwatch.StartNew();
        var (held, denied, done) = (0, 0, 0);
        for (var n = RandomRuns.Seed; done < operations; n++)
        {
            var episode = new RandomEpisode(Ledger, new Random(n), $"e{n}", HasExactClock ? Clock : null, Advance);
            try
            {
                await episode.RunAsync(Math.Min(150, operations - done), Token);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"QUOTAKIT_LEDGER_SEED={n} repeats this. {e.Message}\n{string.Join('\n', episode.Calls)}\n{e.StackTrace}");
            }

            (held, denied, done) = (held + episode.Decided.Held, denied + episode.Decided.Denied, done + episode.Operations);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{done} operations from seed {RandomRuns.Seed} in {watch.Elapsed.TotalSeconds:0.0} s: {held} times held, {denied} denied, 0 differences");
        Assert.True(held > 0 && denied > 0, "The operations decide nothing.");
    }
}
