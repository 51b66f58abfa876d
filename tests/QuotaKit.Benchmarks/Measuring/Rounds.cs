using System.Diagnostics;

namespace QuotaKit.Benchmarks.Measuring;

/// <summary>Runs all variants in each round, so that a slow moment of the machine affects all of them.</summary>
internal static class Rounds
{
    // With fewer calls, the JIT compiler has not optimised the code yet, and a quick run differs from a full one.
    private const int WarmUpCalls = 60_000;

    /// <summary>Measures the variants and returns their samples, by variant and round.</summary>
    /// <param name="variants">Actions that run the given number of calls.</param>
    /// <param name="calls">The number of calls of a variant in a round.</param>
    /// <param name="rounds">The number of measured rounds. A warm-up comes before them.</param>
    /// <param name="warmUpCalls">The number of calls of a variant in the warm-up, by default 60,000.</param>
    public static Sample[][] Run(IReadOnlyList<Action<int>> variants, int calls, int rounds, int warmUpCalls = WarmUpCalls)
    {
        // The variants take turns, as in the rounds, because the JIT compiler optimises for all the code that has run so far.
        const int turns = 3;
        for (var turn = 0; turn < turns; turn++)
        {
            foreach (var variant in variants)
                variant(Math.Max(calls, warmUpCalls / turns));
        }

        var samples = variants.Select(_ => new Sample[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var variant = 0; variant < variants.Count; variant++)
                samples[variant][round] = Measure(variants[variant], calls);
        }

        return samples;
    }

    private static Sample Measure(Action<int> run, int calls)
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var cpu = process.TotalProcessorTime;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        run(calls);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        process.Refresh();
        return new Sample(elapsed.TotalNanoseconds / calls, (double)allocated / calls, (process.TotalProcessorTime - cpu).TotalNanoseconds / calls);
    }
}
