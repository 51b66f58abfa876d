using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>Rule 11: each decision leaves an event in the log and is counted.</summary>
public sealed class GuardTraceTests : GuardTest
{
    // An account of its own, because other tests count at the same time.
    private const string Traced = "traced/team-a";

    private readonly GuardLogLines _events = new();
    private readonly ConcurrentQueue<string> _counted = [];
    private readonly MeterListener _meters = new();

    public GuardTraceTests()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "QuotaKit" && instrument.Name == "quotakit.guard.decisions")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, amount, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(t => t.Key, t => $"{t.Value}");
            if (all["quotakit.provider"] == "traced" && all["quotakit.account"] == "team-a")
                _counted.Enqueue($"{amount} {all["outcome"]}");
        });
        _meters.Start();
    }

    [Fact]
    public async Task Reservation_and_commit_leave_a_trace()
    {
        var hold = await Traceable().ReserveAsync(Spend(12), new() { Id = "job" }, Token);
        await hold.CommitAsync(Token);

        Assert.Equal(
            ["11 Debug Reserved 12 credits of traced/team-a as job until 05/11/2026 10:00:00 +00:00", "13 Debug Committed job of traced/team-a"],
            _events.Lines);
        AssertCounted("1 reserved", "1 committed");
    }

    [Fact]
    public async Task Release_leaves_a_trace()
    {
        var hold = await Traceable().ReserveAsync(Spend(12), new() { Id = "job" }, Token);
        await hold.ReleaseAsync(Token);

        Assert.Equal("14 Debug Released job of traced/team-a", _events.Lines[^1]);
        AssertCounted("1 reserved", "1 released");
    }

    [Fact]
    public async Task Denial_leaves_a_trace_with_its_reason()
    {
        await Assert.ThrowsAsync<InsufficientQuotaException>(() => Traceable().ReserveAsync(Spend(120), new() { Id = "job" }, Token));

        Assert.Equal(["12 Information Denied 120 credits of traced/team-a for job: Amount, 100 available"], _events.Lines);
        AssertCounted("1 denied");
    }

    [Fact]
    public async Task Commit_above_the_reserved_amount_is_warned_of()
    {
        var hold = await Traceable().ReserveAsync(Spend(12), new() { Id = "job" }, Token);
        await hold.CommitAsync(12.5m, Token);

        Assert.Equal(
            "15 Warning job of traced/team-a was committed above its amount, or without a hold: its amounts are recorded in full", _events.Lines[^1]);
        AssertCounted("1 reserved", "1 committed", "1 overspent");
    }

    [Fact]
    public async Task Release_after_the_lease_is_warned_of()
    {
        var hold = await Traceable().ReserveAsync(Spend(12), new() { Id = "job" }, Token);
        Clock.Advance(TimeSpan.FromHours(2));

        await Assert.ThrowsAsync<QuotaReservationException>(() => hold.ReleaseAsync(Token));

        Assert.Equal(
            "16 Warning The lease of job of traced/team-a ended without a commit or a release: its amounts count as spent", _events.Lines[^1]);
        AssertCounted("1 reserved", "1 expired");
    }

    [Fact]
    public async Task Refused_settlement_is_not_counted_as_one()
    {
        var hold = await Traceable().ReserveAsync(Spend(12), new() { Id = "job" }, Token);
        await hold.CommitAsync(Token);

        await Assert.ThrowsAsync<QuotaReservationException>(() => hold.CommitAsync(11, Token));
        await Assert.ThrowsAsync<QuotaReservationException>(() => hold.ReleaseAsync(Token));

        Assert.Equal(2, _events.Lines.Count);
        AssertCounted("1 reserved", "1 committed");
    }

    [Fact]
    public async Task Release_that_fails_after_failed_work_is_warned_of()
    {
        var relay = new RelayLedger(Ledger);
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => Traceable(relay).SpendAsync(
            Spend(12),
            (_, _) =>
            {
                relay.SettleFails = new QuotaException(QuotaErrorKind.Ledger, "", "The disk is full.");
                throw new TimeZoneNotFoundException();
            },
            releaseOnFailure: true, new() { Id = "job" }, Token));

        Assert.Equal(
            "19 Warning Could not settle job: its amounts are held until 05/11/2026 10:00:00 +00:00 and then count as spent (The disk is full.)",
            _events.Lines[^1]);
    }

    [Fact]
    public async Task Withdrawal_that_fails_is_warned_of_and_the_caller_sees_its_own_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        var relay = new RelayLedger(Ledger) { Cancels = cancelled, SettleFails = new QuotaException(QuotaErrorKind.Ledger, "", "The disk is full.") };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Traceable(relay).ReserveAsync(Spend(12), new() { Id = "job" }, cancelled.Token));

        Assert.Equal(
            ["17 Warning Could not withdraw job after its caller gave up: its amounts are held until 01:00:00 after the reservation (The disk is full.)"],
            _events.Lines);
    }

    public override void Dispose()
    {
        _meters.Dispose();
        base.Dispose();
    }

    private static QuotaSpend Spend(decimal amount) => new(Traced, amount, QuotaUnit.Credits);

    private QuotaGuard Traceable(IQuotaLedger? ledger = null) => Guard(ledger, null, _events, new AcmeVendor(100, Traced));

    private void AssertCounted(params string[] counts) => Assert.Equal(counts, _counted);
}
