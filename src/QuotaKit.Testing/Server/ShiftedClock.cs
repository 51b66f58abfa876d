namespace QuotaKit.Testing;

/// <summary>A clock that a test moves ahead of another one.</summary>
internal sealed class ShiftedClock(TimeProvider clock) : TimeProvider
{
    private readonly object _gate = new();
    private TimeSpan _ahead;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return clock.GetUtcNow() + _ahead;
    }

    public override long GetTimestamp() => clock.GetTimestamp();

    /// <summary>Moves the clock to a time, unless it is later already.</summary>
    public void MoveTo(DateTimeOffset time)
    {
        lock (_gate)
        {
            if (time - clock.GetUtcNow() is var ahead && ahead > _ahead)
                _ahead = ahead;
        }
    }
}
