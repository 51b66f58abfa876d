using Polly.CircuitBreaker;
using QuotaKit.Http;
using QuotaKit.Tests.Shared;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>The words for calls that brought no answer.</summary>
public sealed class CallErrorTests
{
    private const string Key = "vzlaio_0123456789";

    private readonly FakeClock _clock = new();
    private readonly CallErrors _errors;

    public CallErrorTests() => _errors = new CallErrors(VzlaQuotaProvider.Vendor, "team-a", new Uri("https://quota.example/"), _clock);

    [Fact]
    public void A_time_out_tells_how_long_it_was_waited()
    {
        var call = Call();
        _clock.Advance(TimeSpan.FromSeconds(12.34));

        var error = _errors.TimedOut(call);

        Assert.Equal("vzla.io at quota.example (your BaseAddress) gave no answer within 12.3 s.", error.Message);
        Assert.Equal((QuotaErrorKind.Timeout, "vzla", "team-a", true), (error.Kind, error.Provider, error.Account, error.IsTransient));
        Assert.Null(error.InnerException);
        Assert.Null(error.RetryAfter);
    }

    [Fact]
    public void A_time_out_after_an_answer_tells_of_the_answer_and_after_another_time_out_does_not()
    {
        var (answered, silent) = (Call(), Call());
        answered.LastError = new QuotaException(QuotaErrorKind.Unavailable, "vzla", "It is down.");
        silent.LastError = _errors.TimedOut(Call());

        Assert.Equal("vzla.io at quota.example (your BaseAddress) gave no answer within 0 s. The last answer before that: It is down.", _errors.TimedOut(answered).Message);
        Assert.Same(answered.LastError, _errors.TimedOut(answered).InnerException);
        Assert.Equal("vzla.io at quota.example (your BaseAddress) gave no answer within 0 s.", _errors.TimedOut(silent).Message);
    }

    [Fact]
    public void An_open_circuit_tells_until_when()
    {
        var error = _errors.CircuitOpen(new BrokenCircuitException("open", TimeSpan.FromSeconds(90)), Call());

        Assert.Equal("vzla.io was asked in vain too often; it is not asked again until 09:01:30 UTC.", error.Message);
        Assert.Equal((QuotaErrorKind.Unavailable, true, TimeSpan.FromSeconds(90)), (error.Kind, error.IsTransient, error.RetryAfter!.Value));
        Assert.EndsWith("until 09:00:00 UTC.", _errors.CircuitOpen(new BrokenCircuitException(), Call()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_transport_throws_is_told_with_the_host()
    {
        var thrown = new HttpRequestException(HttpRequestError.ConnectionError);
        var error = _errors.Unreachable(thrown, Call());

        Assert.Equal("vzla.io at quota.example (your BaseAddress) could not be reached (is there a network?).", error.Message);
        Assert.Equal((QuotaErrorKind.Network, true), (error.Kind, error.IsTransient));
        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public void What_anybody_else_throws_is_told_by_its_name_and_without_the_key()
    {
        var error = _errors.Unreachable(new InvalidOperationException($"a bug with {Key}"), Call());

        Assert.Equal("vzla.io at quota.example (your BaseAddress) could not be asked: InvalidOperationException.", error.Message);
        Assert.Equal((QuotaErrorKind.Network, false), (error.Kind, error.IsTransient));
        Assert.Equal("System.InvalidOperationException: a bug with ***", error.InnerException!.Message);
    }

    private QuotaCall Call() => new(CallSettings.Create(new VzlaQuotaOptions { ApiKey = Key }), _clock.GetTimestamp());
}
