namespace QuotaKit.Tests.Shared;

/// <content>Rules 4 and 5: ids, attempts, and settling once.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Attempts_are_numbered_in_order()
    {
        var first = await Ledger.BeginAttemptAsync(Token);
        var second = await Ledger.BeginAttemptAsync(Token);

        Assert.True(1 < first && first < second, $"{first}, {second}");
    }

    [Fact]
    public async Task Late_copy_of_a_denied_attempt_stays_denied()
    {
        await AnswerAsync(5);
        AssertDenied(await ReserveAsync("a", Spend(10)), LedgerLackReason.Amount);
        await AnswerAsync(100);

        AssertDenied(await ReserveAsync("a", Spend(10)), LedgerLackReason.Repeated);
        AssertDenied(await ReserveAsync("a", Spend(10), First - 1), LedgerLackReason.Repeated);
        await AssertPositionAsync(0, 0);
        AssertDone(await ReserveAsync("a", Spend(10), First + 1));
        // Now that it is held, a copy of any attempt finds it.
        var found = await ReserveAsync("a", Spend(10));
        AssertDone(found);
        Assert.Equal((First + 1, First + 1), (found.Hold!.Attempt, found.Hold.MadeBy));
    }

    [Fact]
    public async Task Late_copy_of_a_denied_attempt_needs_no_answer()
    {
        await AnswerAsync(5);
        AssertDenied(await ReserveAsync("a", Spend(10)), LedgerLackReason.Amount);
        AdvanceMinutes(5);

        Assert.Equal(LedgerOutcome.Denied, (await ReserveAsync("a", Spend(10))).Outcome);
    }

    [Fact]
    public async Task Denied_attempt_is_recorded_with_its_time_and_note()
    {
        await AnswerAsync(5);
        var denied = await ReserveAsync("a", Spend(10));

        var found = Assert.IsType<LedgerHold>(await Ledger.FindAsync("a", Token));

        Assert.Equal((QuotaReservationState.Denied, First, 0, "Note of a"), (found.State, found.Attempt, found.MadeBy, found.Note));
        Assert.Equal((denied.Now, denied.Now), (found.ReservedAt, found.SettledAt));
        Assert.Equal(Spend(10) with { Wallet = Acme }, found.Lines.Single().Spend);
    }

    [Fact]
    public async Task Newer_attempt_finds_the_hold_with_its_lease()
    {
        await AnswerAsync(100);
        var made = await ReserveAsync("a", Spend(10));
        AdvanceMinutes(1);

        var found = await ReserveAsync("a", Spend(10), First + 1, leaseMinutes: 60);

        AssertDone(found);
        Assert.Equal((First + 1, First), (found.Hold!.Attempt, found.Hold.MadeBy));
        Assert.Equal((made.Hold!.ReservedAt, made.Hold.ExpiresAt), (found.Hold.ReservedAt, found.Hold.ExpiresAt));
        await AssertPositionAsync(10, 0);
    }

    [Fact]
    public async Task Hold_is_found_with_an_old_answer_too()
    {
        await AnswerAsync(10);
        AssertDone(await ReserveAsync("a", Spend(10)));
        AdvanceMinutes(5);

        AssertDone(await ReserveAsync("a", Spend(10)));
    }

    [Theory]
    [InlineData(First)]
    [InlineData(First + 1)]
    public async Task Withdrawing_leaves_a_hold_that_a_later_life_found(long attempt)
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));
        AssertDone(await ReserveAsync("a", Spend(10), First + 1));

        AssertDone(await WithdrawAsync("a", Spend(10), attempt));

        Assert.Equal(QuotaReservationState.Held, (await Ledger.FindAsync("a", Token))?.State);
        await AssertPositionAsync(10, 0);
    }

    [Fact]
    public async Task Withdrawn_before_it_arrived_is_not_granted()
    {
        await AnswerAsync(100);
        AssertDone(await WithdrawAsync("a", Spend(10)));

        AssertDenied(await ReserveAsync("a", Spend(10)), LedgerLackReason.Repeated);
        AssertDone(await ReserveAsync("a", Spend(10), First + 1));
    }

    [Fact]
    public async Task Withdrawing_a_later_attempt_than_the_denied_one_denies_it_too()
    {
        await AnswerAsync(5);
        AssertDenied(await ReserveAsync("a", Spend(10)), LedgerLackReason.Amount);
        AssertDone(await WithdrawAsync("a", Spend(10), First + 1));
        await AnswerAsync(100);

        AssertDenied(await ReserveAsync("a", Spend(10), First + 1), LedgerLackReason.Repeated);
        AssertDone(await ReserveAsync("a", Spend(10), First + 2));
    }

    [Fact]
    public async Task Released_before_it_arrived_is_not_granted()
    {
        await AnswerAsync(100);
        AssertDone(await ReleaseAsync("a", Spend(10)));

        var late = await ReserveAsync("a", Spend(10), First + 1);

        Assert.Equal((LedgerOutcome.Conflict, QuotaReservationState.Released), (late.Outcome, late.Hold?.State));
        await AssertPositionAsync(0, 0);
    }

    [Fact]
    public async Task Only_the_latest_attempt_releases()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));
        AssertDone(await ReserveAsync("a", Spend(10), First + 1));

        Assert.Equal(LedgerOutcome.Conflict, (await ReleaseAsync("a", Spend(10))).Outcome);
        await AssertPositionAsync(10, 0);
        AssertDone(await ReleaseAsync("a", Spend(10), First + 1));
        await AssertPositionAsync(0, 0);
    }

    [Fact]
    public async Task Any_attempt_commits()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));
        AssertDone(await ReserveAsync("a", Spend(10), First + 1));

        AssertDone(await CommitAsync("a", Spend(10)));

        await AssertPositionAsync(0, 10);
    }

    [Fact]
    public async Task Commit_above_the_reserved_amount_is_recorded_in_full()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));

        var commit = await CommitAsync("a", Spend(10), 250);

        Assert.Equal((LedgerOutcome.Done, true, 250), (commit.Outcome, commit.Hold!.IsFlagged, commit.Hold.Lines[0].Actual));
        Assert.Equal(0, AssertDenied(await ReserveAsync("b", Spend(1)), LedgerLackReason.Amount).Available);
        await AssertPositionAsync(0, 250);
    }

    [Fact]
    public async Task Settlement_of_other_amounts_names_the_first()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));
        AssertDone(await CommitAsync("a", Spend(10), 7));

        var other = await CommitAsync("a", Spend(10), 8);

        Assert.Equal((LedgerOutcome.Conflict, 7), (other.Outcome, other.Hold!.Lines[0].Actual));
        AssertDone(await CommitAsync("a", Spend(10), 7.00m));
        await AssertPositionAsync(0, 7);
    }

    [Fact]
    public async Task Commit_with_another_number_of_amounts_changes_nothing()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAllAsync("a", [Spend(10), Spend(20)]));

        // Such as the handle of a ledger that has forgotten its reservation, after the id was used again.
        var wrong = await CommitAsync("a", Spend(10), 10);

        Assert.Equal((LedgerOutcome.Conflict, QuotaReservationState.Held), (wrong.Outcome, wrong.Hold?.State));
        await AssertPositionAsync(30, 0);
        AssertDone(await SettleAsync(LedgerSettlementKind.Commit, "a", [Spend(10), Spend(20)]));
        Assert.Equal(LedgerOutcome.Conflict, (await CommitAsync("a", Spend(10), 10)).Outcome);
        await AssertPositionAsync(0, 30);
    }

    [Fact]
    public async Task Spend_is_the_same_in_any_scale()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));

        AssertDone(await ReserveAsync("a", Spend(10.000m) with { Reserve = 3 }));
        Assert.Equal(LedgerOutcome.Conflict, (await ReserveAsync("a", Spend(10) with { Balance = "credits" })).Outcome);
        Assert.Equal(LedgerOutcome.Conflict, (await ReserveAsync("a", Spend(10) with { Unit = QuotaUnit.Usd })).Outcome);
        Assert.Equal(LedgerOutcome.Conflict, (await ReserveAsync("a", Spend(10, "other"))).Outcome);
        Assert.Equal(LedgerOutcome.Conflict, (await ReserveAllAsync("a", [Spend(10), Spend(10)])).Outcome);
    }

    [Fact]
    public async Task Find_and_list_return_what_was_reserved()
    {
        await AnswerAsync(100);
        await AnswerAsync(100, "other");
        await ReserveAsync("a", Spend(10));
        AdvanceSeconds(1);
        await ReserveAllAsync("b", [Spend(1), Spend(2, "other")], leaseMinutes: 3);
        AdvanceSeconds(1);
        await ReserveAsync("c", Spend(3, "other"));
        await ReserveAsync("d", Spend(3));
        await ReleaseAsync("d", Spend(3));

        Assert.Equal(["c", "b", "a"], await ListAsync(null));
        Assert.Equal(["b", "a"], await ListAsync(Acme));
        Assert.Equal(["c", "b"], await ListAsync("other"));
        AdvanceMinutes(4);
        Assert.Equal(["a"], await ListAsync(Acme));
        Assert.Null(await Ledger.FindAsync("e", Token));
        var b = Assert.IsType<LedgerHold>(await Ledger.FindAsync("b", Token));
        Assert.Equal((QuotaReservationState.Expired, b.ExpiresAt, "Note of b"), (b.State, b.SettledAt, b.Note));
        Assert.Equal([(1, Acme, "credits"), (2, "other", "credits")], b.Lines.Select(l => (l.Spend.Amount, l.Spend.Wallet, l.Balance)));
    }

    private async Task<List<string>> ListAsync(string? account)
    {
        var ids = new List<string>();
        await foreach (var hold in Ledger.ListAsync(account, Token))
            ids.Add(hold.Id);
        return ids;
    }
}
