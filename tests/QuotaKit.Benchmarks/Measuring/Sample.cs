namespace QuotaKit.Benchmarks.Measuring;

/// <summary>The average cost of one call.</summary>
/// <param name="Nanoseconds">The elapsed time.</param>
/// <param name="Bytes">The bytes that the whole process allocated.</param>
/// <param name="CpuNanoseconds">The processor time of the whole process.</param>
internal readonly record struct Sample(double Nanoseconds, double Bytes, double CpuNanoseconds = 0)
{
    public static Sample operator /(Sample left, Sample right) =>
        new(left.Nanoseconds / right.Nanoseconds, left.Bytes / right.Bytes, left.CpuNanoseconds / right.CpuNanoseconds);

    /// <summary>Returns the median of each figure.</summary>
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
