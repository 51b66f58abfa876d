namespace QuotaKit;

/// <summary>Converts durations to a clock's own timestamps, which are compared in a sixth of the time.</summary>
internal static class ClockStamps
{
    /// <summary>The duration in timestamps, rounded down and clamped to what a timestamp can hold.</summary>
    public static long StampsOf(this TimeProvider clock, TimeSpan duration)
    {
        // Rounded down: never past a reset.
        var stamps = (Int128)duration.Ticks * clock.TimestampFrequency / TimeSpan.TicksPerSecond;
        return (long)Int128.Clamp(stamps, long.MinValue, long.MaxValue);
    }
}
