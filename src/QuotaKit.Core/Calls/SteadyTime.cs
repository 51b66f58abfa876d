namespace QuotaKit.Http;

/// <summary>A clock that ignores changes of the system time: its time of day starts at the current time and advances with the timestamps of
/// another clock.</summary>
/// <remarks>Polly's circuit breaker measures with the time of day. If the system time were set back by five hours, an open circuit would stay
/// open for five hours longer.</remarks>
internal sealed class SteadyTime(TimeProvider clock) : TimeProvider
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly long _startedAt = clock.GetTimestamp();

    /// <summary>Sets the time of day back by this much while Polly is told of earlier calls. The default value is zero.</summary>
    public TimeSpan Ago { get; set; }

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _start + clock.GetElapsedTime(_startedAt) - Ago;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
