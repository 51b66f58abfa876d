namespace QuotaKit.Soak;

/// <summary>Compares the median of the last quarter of the readings with that of the second quarter. The first quarter is for warming up.</summary>
internal static class Verdict
{
    // The allowed growth: a tenth, plus an amount that the runtime may need at any time.
    private const double Growth = 1.10;
    private const double SpareMemory = 8 * Reading.Mebibyte;
    private const double SpareHandles = 16;
    private const double SpareThreads = 4;

    private const int FewestReadings = 40;

    /// <summary>Prints the medians. Returns false when one has grown, or when there are too few readings.</summary>
    public static bool Write(IReadOnlyList<Reading> readings)
    {
        if (readings.Count < FewestReadings)
        {
            Console.WriteLine($"NOT LEVEL: {readings.Count} readings are too few.");
            return false;
        }

        bool[] level =
        [
            IsLevel("working set (MiB)", r => r.WorkingSet / Reading.Mebibyte, SpareMemory / Reading.Mebibyte),
            IsLevel("managed heap (MiB)", r => r.ManagedHeap / Reading.Mebibyte, SpareMemory / Reading.Mebibyte),
            IsLevel("handles", r => r.Handles, SpareHandles),
            IsLevel("threads", r => r.Threads, SpareThreads),
        ];
        var isLevel = level.All(l => l);
        Console.WriteLine(isLevel ? "LEVEL" : "NOT LEVEL");
        return isLevel;

        bool IsLevel(string what, Func<Reading, double> value, double spare)
        {
            var quarter = readings.Count / 4;
            var second = Median(readings.Skip(quarter).Take(quarter).Select(value));
            var last = Median(readings.TakeLast(quarter).Select(value));
            var most = (second * Growth) + spare;
            Console.WriteLine(FormattableString.Invariant($"{what}: {second:0.0} in the second quarter, {last:0.0} in the last; at most {most:0.0}."));
            return last <= most;
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
