using Polly.CircuitBreaker;

namespace QuotaKit.Http;

/// <summary>Creates the errors of calls that got no response.</summary>
internal sealed class CallErrors(QuotaVendor vendor, string account, Uri address, TimeProvider clock)
{
    private readonly string _host = AddressRules.Describe(address, vendor);

    /// <summary>The error that a caller gets for the exception that a call ended with.</summary>
    public QuotaException Of(Exception exception, QuotaCall call) => exception switch
    {
        QuotaException known => known,
        // This call has opened the circuit itself: its own error says more.
        BrokenCircuitException when call is { Attempts: > 0, LastError: { } last } => last,
        BrokenCircuitException broken => CircuitOpen(broken, call),
        _ => Unreachable(exception, call),
    };

    public QuotaException TimedOut(QuotaCall call)
    {
        var seconds = clock.GetElapsedTime(call.StartedAt).TotalSeconds;
        var previous = call.LastError is { Kind: not QuotaErrorKind.Timeout } error ? $" Previous error: {error.Message}" : "";
        return Error(QuotaErrorKind.Timeout, FormattableString.Invariant($"at {_host} did not respond within {seconds:0.#} s.") + previous, call.LastError);
    }

    public QuotaException CircuitOpen(BrokenCircuitException broken, QuotaCall call)
    {
        var until = clock.GetUtcNow() + (broken.RetryAfter ?? TimeSpan.Zero);
        var what = FormattableString.Invariant($"failed too often; no request is sent until {until:HH:mm:ss 'UTC'}.");
        return Error(QuotaErrorKind.Unavailable, what, call.LastError, broken.RetryAfter);
    }

    public QuotaException Unreachable(Exception exception, QuotaCall call)
    {
        var (kind, isTransient, what) = TransportErrors.Classify(exception, address)
            ?? (QuotaErrorKind.Network, false, $"could not be reached ({exception.GetType().Name})");
        return Error(
            kind, $"at {_host} {what}.", call.Settings.Scrubber.Scrub(ProxyErrors.WithoutCredentials(exception)), isTransient: isTransient,
            statusCode: ProxyErrors.StatusOf(exception));
    }

    private QuotaException Error(
        QuotaErrorKind kind, string what, Exception? innerException, TimeSpan? retryAfter = null, bool isTransient = true, int? statusCode = null) =>
        new(kind, vendor.Id, $"{vendor.DisplayName} {what}", innerException)
        {
            Account = account,
            StatusCode = statusCode,
            RetryAfter = retryAfter,
            IsTransient = isTransient,
        };
}
