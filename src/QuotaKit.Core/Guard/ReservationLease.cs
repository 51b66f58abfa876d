namespace QuotaKit;

/// <summary>Measures by this machine's own timer how long a lease still lasts, because clocks of two machines differ.</summary>
internal sealed class ReservationLease(TimeProvider clock, TimeSpan left)
{
    private long _end = clock.GetTimestamp() + clock.StampsOf(left);

    public bool HasEnded => Left <= TimeSpan.Zero;

    public TimeSpan Left => clock.GetElapsedTime(clock.GetTimestamp(), Volatile.Read(ref _end));

    /// <summary>Sets the end to this long after a timestamp, unless it already ends later.</summary>
    public void Extend(long from, TimeSpan lease)
    {
        var end = from + clock.StampsOf(lease);
        if (end > Volatile.Read(ref _end))
            Volatile.Write(ref _end, end);
    }
}
