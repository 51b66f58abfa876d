using System.Diagnostics;

namespace QuotaKit.Benchmarks.Measuring;

/// <summary>Runs variants in turn, round after round: a machine that is slower for a while is so for all of them.</summary>
internal static class Rounds
{
    // Fewer calls leave code that the compiler has not optimised yet, and the short run then differs from the long one.
    private const int WarmUpCalls = 60_000;

    /// <summary>The samples of each variant, round by round.</summary>
    /// <param name="variants">Each runs a number of calls.</param>
    /// <param name="calls">How many calls a variant makes in a round.</param>
    /// <param name="rounds">How many rounds count. A warm-up comes before them.</param>
    /// <param name="warmUpCalls">The number of calls of a variant in the warm-up.</param>
    public static Sample[][] Run(IReadOnlyList<Action<int>> variants, int calls, int rounds, int warmUpCalls = WarmUpCalls)
    {
        // In turn, like the rounds: the compiler optimises with what it has seen of all variants.
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
