namespace QuotaKit;

/// <summary>The range of valid amounts.</summary>
internal static class AmountLimits
{
    /// <summary>The largest valid amount, positive or negative. Sums of such amounts cannot overflow a <see cref="decimal"/>.</summary>
    public const decimal Largest = 1e27m;
}
