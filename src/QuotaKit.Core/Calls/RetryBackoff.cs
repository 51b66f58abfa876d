namespace QuotaKit.Http;

/// <summary>Computes the wait before the next attempt.</summary>
internal static class RetryBackoff
{
    /// <summary>The wait after a failed attempt. It doubles with each attempt and is never shorter than the vendor's Retry-After. A random
    /// half more or less keeps many clients from retrying at the same moment.</summary>
    /// <param name="options">The delays.</param>
    /// <param name="attempt">The number of the failed attempt, from 1.</param>
    /// <param name="retryAfter">The wait that the vendor asks for; null for none.</param>
    /// <param name="random">A random number from 0 to 1.</param>
    public static TimeSpan Next(QuotaResilienceOptions options, int attempt, TimeSpan? retryAfter, double random)
    {
        var ticks = options.BaseDelay.Ticks * Math.Pow(2, attempt - 1) * (0.5 + random);
        var backoff = TimeSpan.FromTicks((long)Math.Min(ticks, options.MaxDelay.Ticks));
        return retryAfter > backoff ? retryAfter.Value : backoff;
    }
}
