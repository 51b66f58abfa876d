namespace QuotaKit.Http;

/// <summary>Fails calls locally until Retry-After has passed, after a vendor that is busy or down asked for more patience than a call has, or for
/// 15 minutes after it rejected the key. A different key goes through.</summary>
internal sealed class RefusalGate(TimeProvider clock)
{
    private static readonly TimeSpan _afterRefusedKey = TimeSpan.FromMinutes(15);

    private Refusal? _last;

    /// <summary>Notes what a call ended with, if it is one of those.</summary>
    public void Note(QuotaException error, CallSettings settings)
    {
        TimeSpan? wait = error.Kind switch
        {
            QuotaErrorKind.Throttled => error.RetryAfter,
            // With a status: an open circuit also says when it closes, but not by the vendor's word.
            QuotaErrorKind.Unavailable when error.StatusCode is not null => error.RetryAfter,
            QuotaErrorKind.Unauthorized => _afterRefusedKey,
            _ => null,
        };
        if (wait is { } known)
            Volatile.Write(ref _last, new Refusal(error, settings.Key, clock.GetTimestamp(), known));
    }

    /// <summary>The error for a call that need not be made; null when it has to be.</summary>
    /// <param name="settings">The settings in force.</param>
    /// <param name="asksAnyway">Whether the caller wants a refused key tried again.</param>
    public QuotaException? Check(CallSettings settings, bool asksAnyway)
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

        // Who asks anyway asks alone: for the others the gate stays as it is until the vendor has taken the key.
        return isAboutKey && asksAnyway ? null : TooEarly(last.Error, left, isAboutKey);
    }

    /// <summary>Notes that the vendor has taken the key.</summary>
    public void Accepted(CallSettings settings)
    {
        if (Volatile.Read(ref _last) is { Error.Kind: QuotaErrorKind.Unauthorized } last && last.Key == settings.Key)
            Interlocked.CompareExchange(ref _last, null, last);
    }

    private static QuotaException TooEarly(QuotaException cause, TimeSpan left, bool isAboutKey) => new(
        cause.Kind, cause.Provider, $"{cause.Message} Nothing was sent this time{(isAboutKey ? ": the key is still the same" : "")}.", cause)
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
        // A record would print its members, and one is the key.
        public override string ToString() => nameof(Refusal);
    }
}
