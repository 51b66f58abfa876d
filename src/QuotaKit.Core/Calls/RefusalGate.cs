namespace QuotaKit.Http;

/// <summary>Fails calls locally, without a request, while the vendor's last refusal still holds: until the Retry-After of a 429 or 5xx has passed,
/// or for 15 minutes after the key was rejected. A different key passes.</summary>
internal sealed class RefusalGate(TimeProvider clock)
{
    private static readonly TimeSpan _afterRejectedKey = TimeSpan.FromMinutes(15);

    private Refusal? _last;

    /// <summary>Closes the gate if the error of a call is such a refusal.</summary>
    public void Note(QuotaException error, CallSettings settings)
    {
        TimeSpan? wait = error.Kind switch
        {
            QuotaErrorKind.Throttled => error.RetryAfter,
            // Without a status it is the error of an open circuit, whose RetryAfter is not the vendor's.
            QuotaErrorKind.Unavailable when error.StatusCode is not null => error.RetryAfter,
            QuotaErrorKind.Unauthorized => _afterRejectedKey,
            _ => null,
        };
        if (wait is { } known)
            Volatile.Write(ref _last, new Refusal(error, settings.Key, clock.GetTimestamp(), known));
    }

    /// <summary>The error to fail a call with; null when the call may be made.</summary>
    /// <param name="settings">The settings of the call.</param>
    /// <param name="overridesGate">Whether to send a rejected key again. A Retry-After is never overridden.</param>
    public QuotaException? Check(CallSettings settings, bool overridesGate)
    {
        if (Volatile.Read(ref _last) is not { } last)
            return null;
        var left = last.Wait - clock.GetElapsedTime(last.At);
        var isAboutKey = last.Error.Kind == QuotaErrorKind.Unauthorized;
        if (left <= TimeSpan.Zero || last.Key != settings.Key)
        {
            Interlocked.CompareExchange(ref _last, null, last);
            return null;
        }

        // Only this call passes. The gate stays closed for the others until the vendor has accepted the key.
        return isAboutKey && overridesGate ? null : Blocked(last.Error, left, isAboutKey);
    }

    /// <summary>Opens the gate after the vendor has accepted the key that it had rejected.</summary>
    public void Accepted(CallSettings settings)
    {
        if (Volatile.Read(ref _last) is { Error.Kind: QuotaErrorKind.Unauthorized } last && last.Key == settings.Key)
            Interlocked.CompareExchange(ref _last, null, last);
    }

    private static QuotaException Blocked(QuotaException cause, TimeSpan left, bool isAboutKey) => new(
        cause.Kind,
        cause.Provider,
        $"{cause.Message} No request was sent this time: {(isAboutKey ? "the key has not changed" : $"{WaitText.Of(left)} remain")}.",
        cause)
    {
        Account = cause.Account,
        StatusCode = cause.StatusCode,
        VendorCode = cause.VendorCode,
        VendorMessage = cause.VendorMessage,
        RequestId = cause.RequestId,
        RetryAfter = left,
        IsTransient = cause.IsTransient,
    };

    private sealed record Refusal(QuotaException Error, string Key, long At, TimeSpan Wait)
    {
        // The generated ToString would print the key.
        public override string ToString() => nameof(Refusal);
    }
}
