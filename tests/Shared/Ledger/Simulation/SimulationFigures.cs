namespace QuotaKit.Tests.Shared;

/// <summary>The figures of a <see cref="LateVendorSimulation"/>.</summary>
internal sealed class SimulationFigures
{
    public int Operations { get; set; }

    public int Granted { get; set; }

    public int Denied { get; set; }

    /// <summary>The denials of requests that were safe.</summary>
    public int Phantoms { get; set; }

    /// <summary>The times, in seconds, from such a denial until the request was granted or was no longer safe.</summary>
    public List<double> PhantomSeconds { get; } = [];

    public double MedianPhantom => PhantomSeconds.Count == 0 ? 0 : PhantomSeconds.Order().ElementAt(PhantomSeconds.Count / 2);

    public double LongestPhantom => PhantomSeconds.DefaultIfEmpty(0).Max();

    public override string ToString() =>
        $"{Operations} operations: {Granted} granted, {Denied} denied, 0 overspent, " +
        $"{Phantoms} phantom denials (median {MedianPhantom:0} s, longest {LongestPhantom:0} s)";
}
