namespace QuotaKit;

/// <summary>How long a call may take, and what is tried again.</summary>
public sealed class QuotaResilienceOptions
{
    // What Polly accepts for a time-out.
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    /// <summary>How many requests one call may send, the first included. The default value is 3; 1 means never again. A step to another
    /// version of the vendor's API counts as one, but is made even when it is one more.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>How long one request may take, from connecting to the last byte. The default value is 10 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call may take with all its attempts and the waiting between them. The default value is 30 seconds.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before the second attempt, give or take half; it doubles each time. The default value is 0.5 seconds.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait between two attempts, unless the vendor asks for more. The default value is 10 seconds.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many requests within a minute the circuit needs before it can open. It opens when nine of ten of them failed; calls then
    /// fail at once for <see cref="BreakDuration"/>. The default value is 10.</summary>
    public int BreakAfterFailures { get; set; } = 10;

    /// <summary>How long the circuit stays open. The default value is 30 seconds.</summary>
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
