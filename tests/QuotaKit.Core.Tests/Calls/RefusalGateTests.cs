using QuotaKit.Http;
using QuotaKit.Tests.Shared;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>Calls that fail without a request. QuotaKit.Faults.Tests shows the same over sockets.</summary>
public sealed class RefusalGateTests
{
    private readonly FakeClock _clock = new();
    private readonly RefusalGate _gate;
    private readonly CallSettings _settings = Settings("vzlaio_0123456789");

    public RefusalGateTests() => _gate = new RefusalGate(_clock);

    [Fact]
    public void New_gate_is_open() => Assert.Null(_gate.Check(_settings, overridesGate: false));

    [Fact]
    public void Gate_opens_exactly_after_Retry_After()
    {
        _gate.Note(Throttled(TimeSpan.FromSeconds(60)), _settings);

        _clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromTicks(1), _gate.Check(_settings, false)!.RetryAfter);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void Throttling_without_Retry_After_leaves_the_gate_open()
    {
        _gate.Note(Throttled(null), _settings);
        Assert.Null(_gate.Check(_settings, false));
    }

    [Theory]
    [InlineData(QuotaErrorKind.Unavailable)]
    [InlineData(QuotaErrorKind.Forbidden)]
    [InlineData(QuotaErrorKind.Rejected)]
    public void Other_errors_leave_the_gate_open(QuotaErrorKind kind)
    {
        _gate.Note(new QuotaException(kind, "vzla", "No.") { RetryAfter = TimeSpan.FromSeconds(60) }, _settings);
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void Unavailable_vendor_with_Retry_After_closes_the_gate()
    {
        _gate.Note(new QuotaException(QuotaErrorKind.Unavailable, "vzla", "No.") { StatusCode = 503, RetryAfter = TimeSpan.FromSeconds(60) }, _settings);

        Assert.Equal(TimeSpan.FromSeconds(60), _gate.Check(_settings, overridesGate: true)!.RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void Rejected_key_closes_the_gate_for_15_minutes_unless_overridden()
    {
        _gate.Note(Unauthorized(), _settings);

        Assert.Equal(TimeSpan.FromMinutes(15), _gate.Check(_settings, false)!.RetryAfter);
        Assert.Null(_gate.Check(_settings, overridesGate: true));
        Assert.NotNull(_gate.Check(_settings, false));
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void Retry_After_cannot_be_overridden()
    {
        _gate.Note(Throttled(TimeSpan.FromSeconds(60)), _settings);
        Assert.NotNull(_gate.Check(_settings, overridesGate: true));
    }

    [Fact]
    public void Different_key_opens_the_gate_for_good()
    {
        _gate.Note(Unauthorized(), _settings);

        Assert.Null(_gate.Check(Settings("vzlaio_9876543210"), false));
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void Only_the_accepted_key_opens_the_gate()
    {
        _gate.Note(Unauthorized(), _settings);

        _gate.Accepted(Settings("vzlaio_9876543210"));
        Assert.NotNull(_gate.Check(_settings, false));
        _gate.Accepted(_settings);
        Assert.Null(_gate.Check(_settings, false));
    }

    [Fact]
    public void Accepted_key_does_not_end_a_Retry_After()
    {
        _gate.Note(Throttled(TimeSpan.FromSeconds(60)), _settings);
        _gate.Accepted(_settings);
        Assert.NotNull(_gate.Check(_settings, false));
    }

    [Fact]
    public void Blocked_call_repeats_the_error_and_says_nothing_was_sent()
    {
        _gate.Note(Throttled(TimeSpan.FromSeconds(60)), _settings);
        var throttled = _gate.Check(_settings, false)!;
        _gate.Note(Unauthorized(), _settings);
        var unauthorized = _gate.Check(_settings, false)!;

        Assert.Equal("Wait. No request was sent this time: 60 s remain.", throttled.Message);
        Assert.Equal("No. No request was sent this time: the key has not changed.", unauthorized.Message);
        Assert.Equal(
            (QuotaErrorKind.Throttled, "vzla", "team-a", 429, true),
            (throttled.Kind, throttled.Provider, throttled.Account, throttled.StatusCode, throttled.IsTransient));
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
