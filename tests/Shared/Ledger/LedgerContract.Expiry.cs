namespace QuotaKit.Tests.Shared;

/// <content>Rule 6: leases; and the ledger's time, which never goes back.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Expiry_counts_as_spent_although_nothing_swept_it()
    {
        await AnswerAsync(100);
        var made = await ReserveAsync("a", Spend(30), leaseMinutes: 0.5);
        AdvanceSeconds(31);

        var lack = AssertDenied(await ReserveAsync("b", Spend(71) with { IsAsked = true }), LedgerLackReason.Amount);

        Assert.Equal((70, 30), (lack.Available, lack.Held));
        await AssertPositionAsync(0, 30);
        var expired = (await Ledger.FindAsync("a", Token))!;
        Assert.Equal((QuotaReservationState.Expired, made.Hold!.ExpiresAt), (expired.State, expired.SettledAt));
    }

    [Fact]
    public async Task Id_that_is_reserved_anew_on_another_wallet_expires_there()
    {
        AssertDone(await ReserveAsync("a", Spend(30) with { IsAsked = true }, allow: true));
        await WithdrawAsync("a", Spend(30));
        AssertDone(await ReserveAsync("a", Spend(20, "other") with { IsAsked = true, Balance = "credits" }, First + 1, allow: true));
        AdvanceMinutes(11);

        await AssertPositionAsync(0, 20, "other", "credits");
    }

    [Fact]
    public async Task Lease_ends_at_its_end_exactly()
    {
        Assert.SkipUnless(HasExactClock, "The ledger's clock runs on.");
        await AnswerAsync(100);
        var made = await ReserveAsync("a", Spend(30));
        Assert.Equal((made.Now, made.Now.AddMinutes(10)), (made.Hold!.ReservedAt, made.Hold.ExpiresAt));
        AdvanceMinutes(10);
        Advance(-TimeSpan.FromMicroseconds(1));
        Assert.Equal(QuotaReservationState.Held, (await Ledger.FindAsync("a", Token))?.State);
        Advance(TimeSpan.FromMicroseconds(1));

        Assert.Equal(QuotaReservationState.Expired, (await Ledger.FindAsync("a", Token))?.State);
        Assert.Equal(LedgerOutcome.Conflict, (await Ledger.RenewAsync("a", TimeSpan.FromHours(1), Token)).Outcome);
        await AssertPositionAsync(0, 30);
    }

    [Fact]
    public async Task Expired_amount_is_superseded_by_the_end_of_its_lease()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(30)));
        AdvanceMinutes(10.5);
        await AnswerAsync(70);
        await AssertPositionAsync(0, 30);
        AdvanceMinutes(1);

        await AnswerAsync(70);

        await AssertPositionAsync(0, 0);
    }

    [Fact]
    public async Task Late_commit_replaces_the_assumed_amount_and_is_dated_anew()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(30)));
        AdvanceMinutes(20);
        var late = await CommitAsync("a", Spend(30), 12);
        Assert.Equal(late.Now, late.Hold!.SettledAt);
        await AssertPositionAsync(0, 12);
        AdvanceSeconds(50);

        await AnswerAsync(100);
        await AssertPositionAsync(0, 12);
        AdvanceSeconds(15);
        await AnswerAsync(88);
        await AssertPositionAsync(0, 0);
    }

    [Fact]
    public async Task Late_commit_counts_although_an_answer_superseded_the_expiry()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(30)));
        AdvanceMinutes(20);
        await AnswerAsync(100);
        await AssertPositionAsync(0, 0);

        AssertDone(await CommitAsync("a", Spend(30)));

        await AssertPositionAsync(0, 30);
    }

    [Fact]
    public async Task Late_release_is_refused()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(30)));
        AdvanceMinutes(11);

        var late = await ReleaseAsync("a", Spend(30));

        Assert.Equal((LedgerOutcome.Conflict, QuotaReservationState.Expired), (late.Outcome, late.Hold?.State));
        await AssertPositionAsync(0, 30);
    }

    [Fact]
    public async Task Renewed_lease_ends_at_its_new_end()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(30)));
        AdvanceMinutes(9);

        var renewed = await Ledger.RenewAsync("a", TimeSpan.FromMinutes(10), Token);

        AssertDone(renewed);
        Assert.Equal(renewed.Now.AddMinutes(10), renewed.Hold!.ExpiresAt);
        AdvanceMinutes(9);
        await AssertPositionAsync(30, 0);
        AdvanceMinutes(2);
        await AssertPositionAsync(0, 30);
    }

    [Fact]
    public async Task Renewing_never_shortens()
    {
        await AnswerAsync(100);
        var made = await ReserveAsync("a", Spend(30));

        var renewed = await Ledger.RenewAsync("a", TimeSpan.FromMinutes(1), Token);

        Assert.Equal((LedgerOutcome.Done, made.Hold!.ExpiresAt), (renewed.Outcome, renewed.Hold!.ExpiresAt));
    }

    [Fact]
    public async Task Renewal_that_races_with_expiry_loses()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(30)));
        AdvanceMinutes(11);

        var late = await Ledger.RenewAsync("a", TimeSpan.FromHours(1), Token);

        Assert.Equal((LedgerOutcome.Conflict, QuotaReservationState.Expired), (late.Outcome, late.Hold?.State));
        await AssertPositionAsync(0, 30);
    }

    [Fact]
    public async Task Clock_set_back_two_hours_grants_nothing_twice()
    {
        // Two hours ahead: all is spent, and the answer supersedes it.
        await AnswerAsync(100);
        AdvanceMinutes(120);
        var ahead = await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(100)));
        var commit = await CommitAsync("a", Spend(100));
        AdvanceMinutes(-120);

        var decision = await ReserveAsync("b", Spend(100));
        Assert.Equal(LedgerOutcome.AnswerNeeded, decision.Outcome);
        Assert.True(decision.Now >= commit.Now, $"{decision.Now:O} is before {commit.Now:O}");

        // The vendor has not charged yet. However often it is asked, its answer supersedes nothing before the ledger's time moves on.
        for (var i = 0; i < 3; i++)
        {
            AdvanceMinutes(30);
            var ticket = await AnswerAsync(100);
            Assert.True(ticket.Time >= ahead.Time);
            await AssertPositionAsync(0, 100);
            AssertDenied(await ReserveAsync("b", Spend(1) with { IsAsked = true, FreshFrom = ticket.Number }, First + i), LedgerLackReason.Amount);
        }
    }

    [Fact]
    public async Task Answer_is_stale_while_the_clock_is_behind_and_after_it()
    {
        AdvanceMinutes(120);
        await AnswerAsync(100);
        AdvanceMinutes(-120);
        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("a", Spend(10))).Outcome);
        Assert.Null((await AssertPositionAsync(0, 0)).AskedAt);
        AdvanceMinutes(120.5);

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("a", Spend(10))).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_from_while_the_clock_was_behind_is_stale_after_it(bool isUsed)
    {
        AdvanceMinutes(120);
        await AnswerAsync(100);
        AdvanceMinutes(-120);
        var ticket = await AnswerAsync(100);
        if (isUsed)
            AssertDone(await ReserveAsync("a", Spend(10) with { IsAsked = true, FreshFrom = ticket.Number }));
        AdvanceMinutes(120.5);

        // By the ledger's time it is half a minute old; in truth it is two hours old.
        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("b", Spend(10))).Outcome);
    }

    [Fact]
    public async Task Lease_made_while_the_clock_is_behind_ends_by_the_ledgers_time()
    {
        AdvanceMinutes(120);
        await AnswerAsync(100);
        AdvanceMinutes(-120);
        var ticket = await AnswerAsync(100);
        var made = await ReserveAsync("a", Spend(10) with { IsAsked = true, FreshFrom = ticket.Number });

        AssertDone(made);
        Assert.Equal(made.Now.AddMinutes(10), made.Hold!.ExpiresAt);
        AdvanceMinutes(119);
        Assert.Equal(QuotaReservationState.Held, (await Ledger.FindAsync("a", Token))?.State);
        AdvanceMinutes(12);
        Assert.Equal(QuotaReservationState.Expired, (await Ledger.FindAsync("a", Token))?.State);
    }

    [Fact]
    public async Task Lease_that_a_call_found_ended_stays_ended()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(30)));
        AdvanceMinutes(11);
        AssertDone(await WithdrawAsync("a", Spend(30)));
        AdvanceMinutes(-5);

        var late = await Ledger.RenewAsync("a", TimeSpan.FromHours(1), Token);

        Assert.Equal((LedgerOutcome.Conflict, QuotaReservationState.Expired), (late.Outcome, late.Hold?.State));
        Assert.True(late.Now >= late.Hold!.SettledAt, $"{late.Now:O} is before {late.Hold.SettledAt:O}");
    }
}
