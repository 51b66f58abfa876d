namespace QuotaKit.Http;

/// <summary>A clock whose time of day cannot be set: it goes on from what it was, by the timestamps of another clock.</summary>
/// <remarks>Polly's circuit breaker counts by the time of day: set back by five hours, the wall clock would keep a circuit open for as long.</remarks>
internal sealed class SteadyTime(TimeProvider clock) : TimeProvider
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly long _startedAt = clock.GetTimestamp();

    /// <summary>How far the time of day is put back, to tell Polly of what happened before. The default value is zero.</summary>
    public TimeSpan Ago { get; set; }

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _start + clock.GetElapsedTime(_startedAt) - Ago;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
