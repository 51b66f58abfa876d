namespace QuotaKit.Http;

/// <summary>After a vendor asked for more patience than a call has, keeps further calls from asking before the time is up.</summary>
internal sealed class ThrottleGate(TimeProvider clock)
{
    private readonly object _lock = new();
    private QuotaException? _cause;
    private long _closedAt;
    private TimeSpan _closedFor;

    public void Close(QuotaException cause, TimeSpan wait)
    {
        lock (_lock)
            (_cause, _closedAt, _closedFor) = (cause, clock.GetTimestamp(), wait);
    }

    /// <summary>The error for a call that comes too early, with what is left of the wait; null when the gate is open.</summary>
    public QuotaException? Check()
    {
        if (Volatile.Read(ref _cause) is null)
            return null;
        lock (_lock)
        {
            var left = _closedFor - clock.GetElapsedTime(_closedAt);
            if (_cause is { } cause && left > TimeSpan.Zero)
                return Early(cause, left);
            _cause = null;
            return null;
        }
    }

    private static QuotaException Early(QuotaException cause, TimeSpan left) =>
        new(cause.Kind, cause.Provider, $"{cause.Message} Nothing was sent this time.", cause)
        {
            Account = cause.Account,
            StatusCode = cause.StatusCode,
            VendorCode = cause.VendorCode,
            VendorMessage = cause.VendorMessage,
            RequestId = cause.RequestId,
            RetryAfter = left,
            IsTransient = true,
        };
}
