namespace QuotaKit.Benchmarks.Measuring;

/// <summary>What one call took, on average.</summary>
/// <param name="Nanoseconds">By the wall.</param>
/// <param name="Bytes">Allocated by the whole process.</param>
/// <param name="CpuNanoseconds">Of the whole process.</param>
internal readonly record struct Sample(double Nanoseconds, double Bytes, double CpuNanoseconds = 0)
{
    public static Sample operator /(Sample left, Sample right) =>
        new(left.Nanoseconds / right.Nanoseconds, left.Bytes / right.Bytes, left.CpuNanoseconds / right.CpuNanoseconds);

    /// <summary>The middle one of each figure.</summary>
    public static Sample Median(IReadOnlyCollection<Sample> samples) =>
        new(Median(samples.Select(s => s.Nanoseconds)), Median(samples.Select(s => s.Bytes)), Median(samples.Select(s => s.CpuNanoseconds)));

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static Sample Mean(IReadOnlyCollection<Sample> samples) =>
        new(samples.Average(s => s.Nanoseconds), samples.Average(s => s.Bytes), samples.Average(s => s.CpuNanoseconds));
}
