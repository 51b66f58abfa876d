namespace QuotaKit.Tests.Shared;

/// <summary>A job of the <see cref="LateVendorSimulation"/>.</summary>
internal sealed class SimulatedJob(string id, LedgerSpend spend)
{
    public string Id { get; } = id;

    public LedgerSpend Spend { get; } = spend;

    public long Attempt { get; set; } = 1;

    public bool IsRunning { get; set; }

    /// <summary>The end of the lease, by the time of the simulation.</summary>
    public double LeaseEnds { get; set; }

    /// <summary>The amount that the vendor has charged; null while it has not.</summary>
    public decimal? Charged { get; set; }

    /// <summary>The time of the first denial of a request that was safe; null when the latest denial was right.</summary>
    public double? PhantomSince { get; set; }

    /// <summary>The amount that it may still cost. Work that has not started when its lease ends does not start.</summary>
    public decimal AtRiskAt(double time) => IsRunning && Charged is null && time < LeaseEnds ? Spend.Amount : 0;
}
