namespace QuotaKit;

/// <summary>Reads clocks for ledgers, in whole microseconds, because that is what databases store.</summary>
internal static class LedgerTime
{
    /// <summary>Returns the clock's time, without the part below a microsecond.</summary>
    public static DateTimeOffset Read(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
