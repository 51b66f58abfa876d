namespace QuotaKit;

/// <summary>Sets the timeouts, retries and circuit breaker of an account's calls.</summary>
public sealed class QuotaResilienceOptions
{
    // The limits of Polly's timeouts.
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    /// <summary>The maximum number of requests of one call, including the first. The default value is 3; 1 means no retries. A fallback to another
    /// version of the vendor's API counts as a request, but is sent even beyond the maximum.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The timeout of one attempt, from connecting to the last byte of the response. It includes the request to a fallback, if one is sent.
    /// The default value is 10 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The timeout of one call with all its requests and the delays between them. The default value is 30 seconds.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The delay before the first retry, changed at random by up to half. It doubles with each retry. The default value is 0.5 seconds.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The maximum delay before a retry, unless the vendor asks for a longer one. The default value is 10 seconds.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The minimum number of requests within a minute before the circuit breaker can open. It opens when 90 percent of them failed; calls then
    /// fail without a request for <see cref="BreakDuration"/>. The default value is 10.</summary>
    public int BreakAfterFailures { get; set; } = 10;

    /// <summary>The time for which the circuit breaker stays open. The default value is 30 seconds.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(30);

    internal QuotaResilienceOptions Copy() => (QuotaResilienceOptions)MemberwiseClone();

    internal IEnumerable<string> Validate()
    {
        if (MaxAttempts is < 1 or > 100)
            yield return $"Resilience.MaxAttempts must be from 1 to 100, but is {MaxAttempts}.";
        if (BreakAfterFailures < 2)
            yield return $"Resilience.BreakAfterFailures must be 2 or more, but is {BreakAfterFailures}.";

        (string Name, TimeSpan Value)[] durations =
        [
            (nameof(AttemptTimeout), AttemptTimeout), (nameof(TotalTimeout), TotalTimeout), (nameof(BaseDelay), BaseDelay),
            (nameof(MaxDelay), MaxDelay), (nameof(BreakDuration), BreakDuration),
        ];
        foreach (var (name, value) in durations)
        {
            var shortest = name is nameof(BaseDelay) or nameof(MaxDelay) ? TimeSpan.FromTicks(1) : _shortest;
            if (name == nameof(BreakDuration))
                shortest = TimeSpan.FromSeconds(0.5);
            if (value < shortest || value > _longest)
                yield return $"Resilience.{name} must be from {shortest} to {_longest}, but is {value}.";
        }

        if (AttemptTimeout > TotalTimeout)
            yield return $"Resilience.AttemptTimeout ({AttemptTimeout}) must not be longer than Resilience.TotalTimeout ({TotalTimeout}).";
    }
}
