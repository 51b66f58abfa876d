using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Fuzz.Tests.Sequences;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Ten thousand providers, and vendors that do whatever they like: each call ends in time, with what went wrong last, and leaves
/// nothing behind.</summary>
public sealed class FaultSequenceTests
{
    [Fact]
    public void One_call_after_the_other()
    {
        var tally = new Tally();
        Check("sequences", FuzzSettings.Sequences, (random, scenario) =>
        {
            for (var calls = random.Next(1, 6); calls > 0; calls--)
            {
                tally.Add(SequenceCall.Run(scenario, CancelAfter(random, scenario.Resilience.TotalTimeout)));
                scenario.FarEnd.Clock.Advance(TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(100) : 0));
            }
        });
        tally.Write("calls");
    }

    [Fact]
    public void Many_readers_of_one_client()
    {
        var tally = new Tally();
        Check("readers", FuzzSettings.Sequences / 5, (random, scenario) =>
        {
            using var readers = new ReaderSequence(scenario, random);
            readers.Run(tally);
        });
        tally.Write("readers");
    }

    private static void Check(string name, int count, Action<Random, SequenceScenario> run)
    {
        using var unobserved = new Unobserved();
        FuzzRun.Check(name, count, () => (_, random) =>
        {
            var scenario = new SequenceScenario(random);
            try
            {
                run(random, scenario);
            }
            catch (Exception e)
            {
                e.Data[nameof(FuzzCase)] = scenario.Story();
                throw;
            }
        });
        unobserved.AssertNone();
    }

    /// <summary>Before the call, at some time of it, or never.</summary>
    private static TimeSpan? CancelAfter(Random random, TimeSpan totalTimeout) => random.Next(12) switch
    {
        0 => TimeSpan.FromTicks(-1),
        < 4 => TimeSpan.FromMilliseconds(random.Next((int)totalTimeout.TotalMilliseconds)),
        _ => null,
    };
}
