namespace QuotaKit;

/// <summary>The range of valid amounts.</summary>
internal static class AmountLimits
{
    /// <summary>The largest valid amount, positive or negative. It is far below <see cref="decimal.MaxValue"/>, so that adding two amounts cannot
    /// overflow.</summary>
    public const decimal Largest = 1e27m;
}
