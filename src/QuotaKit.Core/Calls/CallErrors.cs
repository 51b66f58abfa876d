using Polly.CircuitBreaker;

namespace QuotaKit.Http;

/// <summary>The errors of calls that brought no answer.</summary>
internal sealed class CallErrors(QuotaVendor vendor, string account, Uri address, TimeProvider clock)
{
    private readonly string _host = AddressRules.Describe(address, vendor);

    public QuotaException TimedOut(QuotaCall call)
    {
        var last = call.LastError is { Kind: not QuotaErrorKind.Timeout } error ? $" The last answer before that: {error.Message}" : "";
        return Error(QuotaErrorKind.Timeout, FormattableString.Invariant($"at {_host} gave no answer within {clock.GetElapsedTime(call.StartedAt).TotalSeconds:0.#} s.") + last, call.LastError);
    }

    public QuotaException CircuitOpen(BrokenCircuitException broken, QuotaCall call)
    {
        var until = clock.GetUtcNow() + (broken.RetryAfter ?? TimeSpan.Zero);
        return Error(
            QuotaErrorKind.Unavailable, FormattableString.Invariant($"was asked in vain too often; it is not asked again until {until:HH:mm:ss 'UTC'}."), call.LastError, broken.RetryAfter);
    }

    public QuotaException Unreachable(Exception exception, QuotaCall call)
    {
        var (kind, isTransient, what) = TransportErrors.Classify(exception, address)
            ?? (QuotaErrorKind.Network, false, $"could not be asked: {exception.GetType().Name}");
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
