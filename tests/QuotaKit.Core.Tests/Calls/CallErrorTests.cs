using Polly.CircuitBreaker;
using QuotaKit.Http;
using QuotaKit.Tests.Shared;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>The errors of calls that got no response.</summary>
public sealed class CallErrorTests
{
    private const string Key = "vzlaio_0123456789";

    private readonly FakeClock _clock = new();
    private readonly CallErrors _errors;

    public CallErrorTests() => _errors = new CallErrors(VzlaQuotaProvider.Vendor, "team-a", new Uri("https://quota.example/"), _clock);

    [Fact]
    public void Timeout_says_how_long_the_call_took()
    {
        var call = Call();
        _clock.Advance(TimeSpan.FromSeconds(12.34));

        var error = _errors.TimedOut(call);

        Assert.Equal("vzla.io at quota.example (your BaseAddress) did not respond within 12.3 s.", error.Message);
        Assert.Equal((QuotaErrorKind.Timeout, "vzla", "team-a", true), (error.Kind, error.Provider, error.Account, error.IsTransient));
        Assert.Null(error.InnerException);
        Assert.Null(error.RetryAfter);
    }

    [Fact]
    public void Timeout_quotes_the_previous_error_unless_it_is_a_timeout()
    {
        var (failed, timedOut) = (Call(), Call());
        failed.LastError = new QuotaException(QuotaErrorKind.Unavailable, "vzla", "It is down.");
        timedOut.LastError = _errors.TimedOut(Call());

        Assert.Equal("vzla.io at quota.example (your BaseAddress) did not respond within 0 s. Previous error: It is down.", _errors.TimedOut(failed).Message);
        Assert.Same(failed.LastError, _errors.TimedOut(failed).InnerException);
        Assert.Equal("vzla.io at quota.example (your BaseAddress) did not respond within 0 s.", _errors.TimedOut(timedOut).Message);
    }

    [Fact]
    public void Open_circuit_says_until_when()
    {
        var error = _errors.CircuitOpen(new BrokenCircuitException("open", TimeSpan.FromSeconds(90)), Call());

        Assert.Equal("vzla.io failed too often; no request is sent until 09:01:30 UTC.", error.Message);
        Assert.Equal((QuotaErrorKind.Unavailable, true, TimeSpan.FromSeconds(90)), (error.Kind, error.IsTransient, error.RetryAfter!.Value));
        Assert.EndsWith("until 09:00:00 UTC.", _errors.CircuitOpen(new BrokenCircuitException(), Call()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transport_error_names_the_host()
    {
        var thrown = new HttpRequestException(HttpRequestError.ConnectionError);
        var error = _errors.Unreachable(thrown, Call());

        Assert.Equal("vzla.io at quota.example (your BaseAddress) could not be reached; check the network connection.", error.Message);
        Assert.Equal((QuotaErrorKind.Network, true), (error.Kind, error.IsTransient));
        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public void Unknown_exception_is_named_without_its_message()
    {
        var error = _errors.Unreachable(new InvalidOperationException($"a bug with {Key}"), Call());

        Assert.Equal("vzla.io at quota.example (your BaseAddress) could not be reached (InvalidOperationException).", error.Message);
        Assert.Equal((QuotaErrorKind.Network, false), (error.Kind, error.IsTransient));
        Assert.Equal("System.InvalidOperationException: a bug with ***", error.InnerException!.Message);
    }

    [Fact]
    public void Open_circuit_is_reported_only_to_calls_without_an_error()
    {
        var (blocked, failed) = (Call(), Call());
        (failed.Attempts, failed.LastError) = (1, new QuotaException(QuotaErrorKind.Unavailable, "vzla", "It is down."));

        Assert.StartsWith("vzla.io failed too often", _errors.Of(new BrokenCircuitException(), blocked).Message, StringComparison.Ordinal);
        Assert.Same(failed.LastError, _errors.Of(new BrokenCircuitException(), failed));
    }

    [Fact]
    public void QuotaException_stays_the_same()
    {
        var error = new QuotaException(QuotaErrorKind.Rejected, "vzla", "No.");

        Assert.Same(error, _errors.Of(error, Call()));
    }

    private QuotaCall Call() => new(CallSettings.Create(new VzlaQuotaOptions { ApiKey = Key }), _clock.GetTimestamp());
}
