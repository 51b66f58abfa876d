namespace QuotaKit.Core.Tests.Guard;

/// <summary>Leases that are renewed while something else happens.</summary>
public sealed class GuardLeaseTests : GuardTest
{
    [Fact]
    public async Task Late_reply_of_a_renewal_does_not_undo_a_release()
    {
        var relay = new RelayLedger(Ledger) { HoldsRenewals = new TaskCompletionSource() };
        var hold = await Guard(relay).ReserveAsync(Credits(12), cancellationToken: Token);

        var renewal = hold.RenewAsync(TimeSpan.FromHours(2), Token);
        await hold.ReleaseAsync(Token);
        relay.HoldsRenewals.SetResult();
        await renewal;

        Assert.Equal(QuotaReservationState.Released, hold.State);
    }

    [Fact]
    public async Task Hold_of_an_earlier_life_is_renewed_before_the_work_starts()
    {
        await Guard().ReserveAsync(Credits(12), new() { Id = "job", Lease = TimeSpan.FromMinutes(10) }, Token);
        Clock.Advance(TimeSpan.FromMinutes(9.9));
        var reserve = new QuotaReserveOptions { Id = "job", Lease = TimeSpan.FromMinutes(10) };

        await Guard().SpendAsync(
            Credits(12),
            (hold, _) =>
            {
                Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromMinutes(10), hold.ExpiresAt);
                return Task.CompletedTask;
            },
            options: reserve, cancellationToken: Token);
    }

    [Fact]
    public async Task Renewal_that_failed_is_tried_again_in_the_time_that_is_left()
    {
        var (working, minutes) = (new TaskCompletionSource(), TimeSpan.FromMinutes(1));
        var relay = new RelayLedger(Ledger) { RenewFails = new QuotaException(QuotaErrorKind.Ledger, "", "The disk is full.") };
        var running = Guard(relay).SpendAsync(
            Credits(12), (_, _) => working.Task, options: new() { Id = "job", Lease = 10 * minutes }, cancellationToken: Token);
        await Clock.TimerAsync(left => left == 5 * minutes);
        Clock.Advance(5 * minutes);
        await Clock.TimerAsync(left => left == 2.5 * minutes);
        relay.RenewFails = null;
        Clock.Advance(2.5 * minutes);

        await Clock.TimerAsync(left => left == 5 * minutes);
        Assert.Equal(Clock.GetUtcNow() + (10 * minutes), (await Guard().FindAsync("job", Token))!.ExpiresAt);
        working.SetResult();
        Assert.Equal(QuotaReservationState.Committed, (await running).State);
    }

    [Fact]
    public async Task Lease_that_can_not_be_renewed_any_more_does_not_stop_the_work()
    {
        var working = new TaskCompletionSource();
        var events = new GuardLogLines();
        var guard = Guard(null, null, events);
        var running = guard.SpendAsync(Credits(12), (_, _) => working.Task, options: new() { Id = "job" }, cancellationToken: Token);
        await Clock.TimerAsync(left => left == TimeSpan.FromMinutes(30));
        // Somebody else has released it.
        await (await guard.FindAsync("job", Token))!.ReleaseAsync(Token);
        Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.StartsWith(
            "18 Warning Could not renew the lease of job (Cannot renew job: it was released", await events.NextAsync(18), StringComparison.Ordinal);
        working.SetResult();
        // The money was spent all the same, and that is recorded.
        Assert.Equal((QuotaReservationState.Committed, true), await running is var hold ? (hold.State, hold.IsFlagged) : default);
        Assert.Single(events.Lines, line => line.StartsWith("18 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Release_of_an_unknown_id_is_no_reservation_to_find()
    {
        var hold = await Guard(new InMemoryQuotaLedger(Clock)).ReserveAsync(Credits(12), new() { Id = "job" }, Token);
        var relay = new RelayLedger(Ledger);
        await Ledger.SettleAsync(new() { Id = hold.Id, Attempt = 2, Kind = LedgerSettlementKind.Release, Spends = [] }, Token);

        Assert.Null(await Guard(relay).FindAsync("job", Token));
    }

    [Fact]
    public void Retention_below_a_day_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("retention", () => new InMemoryQuotaLedger(Clock, TimeSpan.FromHours(1)));

    [Fact]
    public async Task Work_does_not_start_after_a_lease_that_ended_on_the_way()
    {
        var relay = new RelayLedger(Ledger) { AfterReserve = () => Clock.Advance(TimeSpan.FromMinutes(2)) };
        var log = new GuardLogLines();
        var isStarted = false;

        var error = await Assert.ThrowsAsync<QuotaReservationException>(() => Guard(relay, null, log).SpendAsync(
            Credits(1),
            (_, _) =>
            {
                isStarted = true;
                return Task.CompletedTask;
            },
            options: new() { Id = "job", Lease = TimeSpan.FromMinutes(1) }, cancellationToken: Token));

        Assert.False(isStarted, "The work has started.");
        Assert.StartsWith("Cannot start work under job: its lease ended at ", error.Message, StringComparison.Ordinal);
        Assert.Contains(log.Lines, l => l.StartsWith("16 Warning The lease of job", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commit_of_amounts_gives_the_slot_back()
    {
        Options.Concurrency.Add(new("acme", "videos", 1));
        var guard = Guard();
        var spend = Credits(2) with { Concurrency = "videos" };
        var hold = await guard.ReserveAsync(spend, cancellationToken: Token);

        await hold.CommitAsync([1], Token);

        Assert.True((await guard.ReserveAsync(spend, cancellationToken: Token)).IsNew);
    }
}
