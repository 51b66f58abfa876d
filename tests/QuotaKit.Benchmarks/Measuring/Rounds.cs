using System.Diagnostics;

namespace QuotaKit.Benchmarks.Measuring;

/// <summary>Runs variants in turn, round after round: a machine that is slower for a while is so for all of them.</summary>
internal static class Rounds
{
    /// <summary>The samples of each variant, round by round.</summary>
    /// <param name="variants">Each runs a number of calls.</param>
    /// <param name="calls">How many calls a variant makes in a round.</param>
    /// <param name="rounds">How many rounds count; one more comes first, for the compiler.</param>
    public static Sample[][] Run(IReadOnlyList<Action<int>> variants, int calls, int rounds)
    {
        var samples = variants.Select(_ => new Sample[rounds]).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var variant = 0; variant < variants.Count; variant++)
            {
                var sample = Measure(variants[variant], calls);
                if (round >= 0)
                    samples[variant][round] = sample;
            }
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
