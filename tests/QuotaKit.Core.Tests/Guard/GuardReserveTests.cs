namespace QuotaKit.Core.Tests.Guard;

/// <summary>Reserving, finding and settling through the guard.</summary>
public sealed class GuardReserveTests : GuardTest
{
    [Fact]
    public async Task Reservation_has_what_was_asked_for()
    {
        var hold = await Guard().ReserveAsync(Credits(12), new() { Lease = TimeSpan.FromMinutes(5), Note = "Job 7" }, Token);

        Assert.Equal((QuotaReservationState.Held, true, "Job 7"), (hold.State, hold.IsNew, hold.Note));
        Assert.Equal((Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(5)), (hold.ReservedAt, hold.ExpiresAt));
        Assert.Equal('7', Guid.Parse(hold.Id).ToString()[14]);
        Assert.Equal(Credits(12), hold.Spends.Single());
        var position = await Guard().GetPositionAsync("acme", cancellationToken: Token);
        Assert.Equal((100, 12, 0, 88), (position.Remaining, position.Held, position.Spent, position.Available));
        Assert.Equal(1, Vendor.Asked);
    }

    [Fact]
    public async Task Denial_says_what_is_available_and_why()
    {
        Options.Accounts["acme"] = new() { Reserve = 20 };
        var guard = Guard();
        await guard.ReserveAsync(Credits(30), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync(Credits(60), cancellationToken: Token));

        Assert.Equal(
            "acme: 60 credits of 'credits' are needed, 50 are available, 30 being held or spent since the vendor's answer, 20 being kept in reserve.",
            error.Message);
        Assert.Equal((60, 50, 30, "credits", false), (error.Needed, error.Available, error.Held, error.BalanceKey, error.IsTransient));
    }

    [Fact]
    public async Task Denials_of_a_budget_and_a_limit_name_them()
    {
        Options.Budgets.Add(new("red", "acme", 10, QuotaUnit.Credits));
        Options.Concurrency.Add(new("acme", "videos", 1));
        var guard = Guard();
        await guard.ReserveAsync(Credits(4) with { Budget = "red", Concurrency = "videos" }, cancellationToken: Token);

        var budget = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => guard.ReserveAsync(Credits(7) with { Budget = "red" }, cancellationToken: Token));
        var limit = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => guard.ReserveAsync(Credits(1) with { Concurrency = "videos" }, cancellationToken: Token));

        Assert.Equal(("red", 6, "acme: 7 credits are needed, but the budget 'red' has 6 of 10 left."), (budget.Budget, budget.Available, budget.Message));
        Assert.Equal(("videos", true), (limit.Concurrency, limit.IsTransient));
        Assert.Equal("acme: all 1 slots of 'videos' are taken. Wait until a job has ended.", limit.Message);
    }

    [Fact]
    public async Task Inactive_account_is_denied_with_advice()
    {
        Vendor.IsActive = false;

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(() => Guard().ReserveAsync(Credits(1), cancellationToken: Token));

        Assert.Equal("acme: 1 credits are needed, but the account is not active. Check it at the vendor.", error.Message);
    }

    [Fact]
    public async Task Hold_is_found_after_a_restart()
    {
        Options.Budgets.Add(new("red", "acme", 50, QuotaUnit.Credits));
        var spend = Credits(12) with { Budget = "red" };
        await Guard().ReserveAsync(spend, new() { Id = "job-7", Note = "Job 7" }, Token);

        var found = Assert.IsType<QuotaReservation>(await Guard().FindAsync("job-7", Token));

        Assert.Equal(("job-7", QuotaReservationState.Held, false, "Job 7"), (found.Id, found.State, found.IsNew, found.Note));
        Assert.Equal(spend, found.Spends.Single());
        await found.CommitAsync(11.5m, Token);
        Assert.Equal([11.5m], (await Guard().FindAsync("job-7", Token))!.Actual!);
        Assert.Null(await Guard().FindAsync("job-8", Token));
    }

    [Fact]
    public async Task Same_id_with_the_same_spends_is_the_same_hold()
    {
        var made = await Guard().ReserveAsync(Credits(12), new() { Id = "job" }, Token);
        var found = await Guard().ReserveAsync(Credits(12), new() { Id = "job" }, Token);

        Assert.Equal((true, false), (made.IsNew, found.IsNew));
        Assert.Equal(12, (await Guard().GetPositionAsync("acme", cancellationToken: Token)).Held);
        var error = await Assert.ThrowsAsync<QuotaReservationException>(() => Guard().ReserveAsync(Credits(13), new() { Id = "job" }, Token));
        Assert.Equal("The reservation job holds other amounts. Use a new id.", error.Message);
        var taken = await Assert.ThrowsAsync<QuotaReservationException>(() => made.ReleaseAsync(Token));
        Assert.Equal("Cannot release job: a later call with this id has taken it over. Commit it, or let it expire.", taken.Message);
    }

    [Fact]
    public async Task Settled_id_is_refused_with_its_reservation()
    {
        var hold = await Guard().ReserveAsync(Credits(12), new() { Id = "job" }, Token);
        await hold.CommitAsync(11, Token);

        var error = await Assert.ThrowsAsync<QuotaReservationException>(() => Guard().ReserveAsync(Credits(12), new() { Id = "job" }, Token));

        Assert.Equal(QuotaErrorKind.Conflict, error.Kind);
        Assert.Equal("The reservation job was committed at 2026-05-11 09:00:00 UTC. A new try needs a new id.", error.Message);
        Assert.Equal([11], error.Reservation!.Actual!);
        var release = await Assert.ThrowsAsync<QuotaReservationException>(() => hold.ReleaseAsync(Token));
        Assert.Equal("Cannot release job: it was committed at 2026-05-11 09:00:00 UTC with 11.", release.Message);
        var commit = await Assert.ThrowsAsync<QuotaReservationException>(() => hold.CommitAsync(10, Token));
        Assert.Equal("Cannot commit job: it was committed at 2026-05-11 09:00:00 UTC with 11.", commit.Message);
    }

    [Fact]
    public async Task Denied_id_may_be_tried_again()
    {
        var guard = Guard();
        await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync(Credits(120), new() { Id = "job" }, Token));
        Assert.Null(await guard.FindAsync("job", Token));
        Vendor.Remaining = 200;
        Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.True((await guard.ReserveAsync(Credits(120), new() { Id = "job" }, Token)).IsNew);
    }

    [Fact]
    public async Task Commit_is_rounded_up_to_what_a_ledger_stores()
    {
        var hold = await Guard().ReserveAsync(Credits(12), cancellationToken: Token);

        await hold.CommitAsync(1.0000000001m, Token);

        Assert.Equal([1.000000001m], hold.Actual!);
        Assert.False(hold.IsFlagged);
        await hold.CommitAsync(1.0000000001m, Token);
    }

    [Fact]
    public async Task Commit_above_the_reserved_amount_is_flagged()
    {
        var hold = await Guard().ReserveAsync(Credits(12), cancellationToken: Token);

        await hold.CommitAsync(13, Token);

        Assert.True(hold.IsFlagged);
        Assert.Equal(87, (await Guard().GetPositionAsync("acme", cancellationToken: Token)).Available);
    }

    [Fact]
    public async Task Kept_slot_is_freed_by_the_release()
    {
        Options.Concurrency.Add(new("acme", "videos", 1));
        var guard = Guard();
        var spend = Credits(5) with { Concurrency = "videos" };
        var hold = await guard.ReserveAsync(spend, cancellationToken: Token);

        await hold.CommitAsync(keepSlot: true, Token);
        await Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync(spend, cancellationToken: Token));
        Assert.Equal((0, 5), await guard.GetPositionAsync("acme", cancellationToken: Token) is var p ? (p.Held, p.Spent) : default);
        await hold.ReleaseAsync(Token);

        Assert.Equal(QuotaReservationState.Committed, hold.State);
        await guard.ReserveAsync(spend, cancellationToken: Token);
    }

    [Fact]
    public async Task Hold_shows_the_end_of_its_lease()
    {
        var hold = await Guard().ReserveAsync(Credits(12), new() { Id = "job", Lease = TimeSpan.FromMinutes(5) }, Token);
        await hold.RenewAsync(TimeSpan.FromMinutes(10), Token);
        Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(QuotaReservationState.Held, hold.State);
        Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(QuotaReservationState.Expired, hold.State);
        var release = await Assert.ThrowsAsync<QuotaReservationException>(() => hold.ReleaseAsync(Token));
        Assert.Equal(
            "Cannot release job: its lease ended at 2026-05-11 09:10:00 UTC, and its amounts count as spent. Commit what was really spent, or 0.",
            release.Message);
        await Assert.ThrowsAsync<QuotaReservationException>(() => hold.RenewAsync(TimeSpan.FromMinutes(5), Token));
        await hold.CommitAsync(0, Token);
        Assert.Equal((QuotaReservationState.Committed, false), (hold.State, hold.IsFlagged));
    }

    [Fact]
    public async Task Commit_to_a_restarted_ledger_is_recorded_and_flagged()
    {
        var ledger = new RelayLedger(Ledger);
        var guard = Guard(ledger);
        var hold = await guard.ReserveAsync(Credits(12), cancellationToken: Token);
        ledger.Target = new InMemoryQuotaLedger(Clock);
        Assert.Null(await guard.FindAsync(hold.Id, Token));

        var renew = await Assert.ThrowsAsync<QuotaReservationException>(() => hold.RenewAsync(TimeSpan.FromHours(2), Token));
        Assert.Equal($"Cannot renew {hold.Id}: the ledger does not know it.", renew.Message);
        await hold.CommitAsync(Token);

        Assert.True(hold.IsFlagged);
        Assert.Equal((100, 12), await guard.GetPositionAsync("acme", cancellationToken: Token) is var p ? (p.Remaining, p.Spent) : default);
    }

    [Fact]
    public async Task Commit_of_anothers_id_is_refused()
    {
        var ledger = new RelayLedger(Ledger);
        var guard = Guard(ledger);
        var hold = await guard.ReserveAsync(Credits(12), new() { Id = "job" }, Token);
        ledger.Target = new InMemoryQuotaLedger(Clock);
        await guard.ReserveAllAsync([Credits(1), Credits(2)], new() { Id = "job" }, Token);

        var error = await Assert.ThrowsAsync<QuotaReservationException>(() => hold.CommitAsync(12, Token));

        Assert.StartsWith("Cannot commit job: ", error.Message, StringComparison.Ordinal);
        Assert.Equal((3, 0), await guard.GetPositionAsync("acme", cancellationToken: Token) is var p ? (p.Held, p.Spent) : default);
    }

    [Fact]
    public async Task All_or_none_of_two_accounts_is_held()
    {
        var other = new AcmeVendor(10, "other");
        var guard = Guard(null, null, other);

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => guard.ReserveAllAsync([Credits(50), new("other", 11, QuotaUnit.Credits)], cancellationToken: Token));

        Assert.StartsWith("other: 11 credits", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await guard.GetPositionAsync("acme", cancellationToken: Token)).Held);
        var hold = await guard.ReserveAllAsync([Credits(50), new("other", 10, QuotaUnit.Credits)], cancellationToken: Token);
        await hold.CommitAsync([49, 9.5m], Token);
        Assert.Equal(0.5m, (await guard.GetPositionAsync("other", cancellationToken: Token)).Available);
        Assert.Equal(51, (await guard.GetPositionAsync("acme", cancellationToken: Token)).Available);
    }

    [Fact]
    public async Task List_has_the_held_ones_of_an_account()
    {
        var guard = Guard(null, null, new AcmeVendor(10, "other"));
        await guard.ReserveAsync(Credits(1), new() { Id = "a" }, Token);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await guard.ReserveAsync(new("other", 1, QuotaUnit.Credits), new() { Id = "b" }, Token);

        Assert.Equal(["b", "a"], await guard.ListAsync(cancellationToken: Token).Select(h => h.Id).ToListAsync(Token));
        Assert.Equal(["a"], await guard.ListAsync("ACME", Token).Select(h => h.Id).ToListAsync(Token));
        await Assert.ThrowsAsync<QuotaConfigurationException>(() => guard.ListAsync("acmee", Token).ToListAsync(Token).AsTask());
    }
}
