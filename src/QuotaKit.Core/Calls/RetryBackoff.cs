namespace QuotaKit.Http;

/// <summary>How long to wait before the next attempt.</summary>
internal static class RetryBackoff
{
    /// <summary>Doubles with each attempt, spread by half to either side so that many clients do not come back together; never earlier
    /// than the vendor asks.</summary>
    /// <param name="options">The delays.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">What the vendor asks for, or null.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan Next(QuotaResilienceOptions options, int attempt, TimeSpan? retryAfter, double random)
    {
        var ticks = options.BaseDelay.Ticks * Math.Pow(2, attempt - 1) * (0.5 + random);
        var backoff = TimeSpan.FromTicks((long)Math.Min(ticks, options.MaxDelay.Ticks));
        return retryAfter > backoff ? retryAfter.Value : backoff;
    }
}
