using QuotaKit.Fuzz.Tests.Running;
using QuotaKit.Fuzz.Tests.Sequences;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Runs ten thousand random sequences of faults. Each call must end in time, report the last fault, and leave no response, stream or timer
/// open.</summary>
public sealed class FaultSequenceTests
{
    [Fact]
    public void Sequential_calls_survive_any_faults()
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
    public void Many_readers_of_one_client_survive_any_faults()
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

    /// <summary>Returns when to cancel: before the call (negative), during it, or never (null).</summary>
    private static TimeSpan? CancelAfter(Random random, TimeSpan totalTimeout) => random.Next(12) switch
    {
        0 => TimeSpan.FromTicks(-1),
        < 4 => TimeSpan.FromMilliseconds(random.Next((int)totalTimeout.TotalMilliseconds)),
        _ => null,
    };
}
