using QuotaKit.Http;
using QuotaKit.Tests.Shared;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>When a call need not be made. The rows of refusals show the same over sockets.</summary>
public sealed class RefusalGateTests
{
    private readonly FakeClock _clock = new();
    private readonly RefusalGate _gate;
    private readonly CallSettings _settings = Settings("vzlaio_0123456789");

    public RefusalGateTests() => _gate = new RefusalGate(_clock);

    [Fact]
    public void Before_any_refusal_each_call_is_made() => Assert.Null(_gate.Check(_settings, asksAnyway: false));

    [Fact]
    public void After_a_wait_that_was_asked_for_calls_are_made_again_to_the_tick()
    {
        _gate.Note(Throttled(TimeSpan.FromSeconds(60)), _settings);

        _clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromTicks(1), _gate.Check(_settings, false)!.RetryAfter);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void A_vendor_that_did_not_say_how_long_keeps_nobody_back()
    {
        _gate.Note(Throttled(null), _settings);
        Assert.Null(_gate.Check(_settings, false));
    }

    [Theory]
    [InlineData(QuotaErrorKind.Unavailable)]
    [InlineData(QuotaErrorKind.Forbidden)]
    [InlineData(QuotaErrorKind.Rejected)]
    public void Any_other_failure_keeps_nobody_back(QuotaErrorKind kind)
    {
        _gate.Note(new QuotaException(kind, "vzla", "No.") { RetryAfter = TimeSpan.FromSeconds(60) }, _settings);
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void A_vendor_that_is_down_gets_the_patience_it_asks_for()
    {
        _gate.Note(new QuotaException(QuotaErrorKind.Unavailable, "vzla", "No.") { StatusCode = 503, RetryAfter = TimeSpan.FromSeconds(60) }, _settings);

        Assert.Equal(TimeSpan.FromSeconds(60), _gate.Check(_settings, asksAnyway: true)!.RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void A_refused_key_is_kept_back_for_a_quarter_of_an_hour_and_not_from_who_asks_anyway()
    {
        _gate.Note(Unauthorized(), _settings);

        Assert.Equal(TimeSpan.FromMinutes(15), _gate.Check(_settings, false)!.RetryAfter);
        Assert.Null(_gate.Check(_settings, asksAnyway: true));
        Assert.NotNull(_gate.Check(_settings, false));
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void A_vendor_that_asked_for_patience_gets_it_from_who_asks_anyway_too()
    {
        _gate.Note(Throttled(TimeSpan.FromSeconds(60)), _settings);
        Assert.NotNull(_gate.Check(_settings, asksAnyway: true));
    }

    [Fact]
    public void Another_key_opens_it_for_good()
    {
        _gate.Note(Unauthorized(), _settings);

        Assert.Null(_gate.Check(Settings("vzlaio_9876543210"), false));
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void A_key_that_is_taken_opens_it_and_another_that_is_taken_does_not()
    {
        _gate.Note(Unauthorized(), _settings);

        _gate.Accepted(Settings("vzlaio_9876543210"));
        Assert.NotNull(_gate.Check(_settings, false));
        _gate.Accepted(_settings);
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void A_key_that_is_taken_does_not_end_the_patience_that_was_asked_for()
    {
        _gate.Note(Throttled(TimeSpan.FromSeconds(60)), _settings);
        _gate.Accepted(_settings);
        Assert.NotNull(_gate.Check(_settings, false));
    }

    [Fact]
    public void What_is_said_instead_of_a_call_is_what_was_said_before_and_that_nothing_was_sent()
    {
        _gate.Note(Throttled(TimeSpan.FromSeconds(60)), _settings);
        var throttled = _gate.Check(_settings, false)!;
        _gate.Note(Unauthorized(), _settings);
        var unauthorized = _gate.Check(_settings, false)!;

        Assert.Equal("Wait. Nothing was sent this time.", throttled.Message);
        Assert.Equal("No. Nothing was sent this time: the key is still the same.", unauthorized.Message);
        Assert.Equal((QuotaErrorKind.Throttled, "vzla", "team-a", 429, true), (throttled.Kind, throttled.Provider, throttled.Account, throttled.StatusCode, throttled.IsTransient));
        Assert.Equal(("E7", "Slow down", "r-1", 0), (throttled.VendorCode, throttled.VendorMessage, throttled.RequestId, throttled.Attempts));
        Assert.Equal((QuotaErrorKind.Unauthorized, false), (unauthorized.Kind, unauthorized.IsTransient));
    }

    private static CallSettings Settings(string key) => CallSettings.Create(new VzlaQuotaOptions { ApiKey = key });

    private static QuotaException Unauthorized() => new(QuotaErrorKind.Unauthorized, "vzla", "No.");

    private static QuotaException Throttled(TimeSpan? retryAfter) => new(QuotaErrorKind.Throttled, "vzla", "Wait.")
    {
        Account = "team-a",
        StatusCode = 429,
        VendorCode = "E7",
        VendorMessage = "Slow down",
        RequestId = "r-1",
        RetryAfter = retryAfter,
        Attempts = 3,
        IsTransient = true,
    };
}
