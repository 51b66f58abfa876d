namespace QuotaKit.Tests.Shared;

/// <content>Rule 10: concurrency limits.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Slots_limit_what_is_held()
    {
        await AnswerAsync(100);
        var spend = Video(2);
        AssertDone(await ReserveAsync("a", spend));
        AssertDone(await ReserveAsync("b", spend));

        var lack = AssertDenied(await ReserveAsync("c", spend), LedgerLackReason.Concurrency);

        Assert.Equal((1, 0, 2), (lack.Needed, lack.Available, lack.Held));
        AssertDone(await ReserveAsync("other", spend with { Concurrency = spend.Concurrency! with { Name = "images" } }));
        AssertDone(await ReserveAsync("none", Spend(1)));
    }

    [Theory]
    [InlineData(LedgerSettlementKind.Commit)]
    [InlineData(LedgerSettlementKind.Release)]
    [InlineData(LedgerSettlementKind.Withdraw)]
    [InlineData(null)]
    public async Task End_of_a_hold_gives_its_slot_back_once(LedgerSettlementKind? kind)
    {
        await AnswerAsync(100);
        var spend = Video(1);
        AssertDone(await ReserveAsync("a", spend));
        AssertDenied(await ReserveAsync("b", spend), LedgerLackReason.Concurrency);

        await EndAsync();
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("b", spend, First + 1, leaseMinutes: 60));
        // Ended again, it gives back nothing that is not its own.
        await EndAsync();
        await AnswerAsync(100);
        AssertDenied(await ReserveAsync("c", spend), LedgerLackReason.Concurrency);

        async Task EndAsync()
        {
            if (kind is { } end)
                AssertDone(await SettleAsync(end, "a", [spend]));
            else
                AdvanceMinutes(11);
        }
    }

    [Fact]
    public async Task Spends_of_one_reservation_take_a_slot_each()
    {
        await AnswerAsync(100);
        var spend = Video(3);
        AssertDone(await ReserveAllAsync("a", [spend, spend]));

        Assert.Equal((1, 2), AssertDenied(await ReserveAllAsync("b", [spend, spend]), LedgerLackReason.Concurrency) is var l ? (l.Spend, l.Needed) : default);
        AssertDone(await ReserveAsync("c", spend));
    }

    [Fact]
    public async Task Spends_with_two_limits_take_a_slot_of_each()
    {
        await AnswerAsync(100);
        var images = Spend(5) with { Concurrency = new QuotaConcurrency(Acme, "images", 1) };

        AssertDone(await ReserveAllAsync("a", [Video(1), images]));

        AssertDenied(await ReserveAsync("b", Video(1)), LedgerLackReason.Concurrency);
        AssertDenied(await ReserveAsync("c", images), LedgerLackReason.Concurrency);
    }

    [Fact]
    public async Task Limit_that_was_lowered_has_no_slot_left_and_none_below_zero()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Video(2)));
        AssertDone(await ReserveAsync("b", Video(2)));

        var lack = AssertDenied(await ReserveAsync("c", Video(1)), LedgerLackReason.Concurrency);

        Assert.Equal((0, 2), (lack.Available, lack.Held));
    }

    [Fact]
    public async Task Budget_is_named_before_a_slot()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Video(1)));

        AssertDenied(await ReserveAsync("b", Video(1) with { Budget = Budget(QuotaBudgetPeriod.Total, 1) }), LedgerLackReason.Budget);
    }

    [Fact]
    public async Task Commit_that_keeps_its_slot_frees_it_at_the_release()
    {
        await AnswerAsync(100);
        var spend = Video(1);
        AssertDone(await ReserveAsync("a", spend));
        var commit = await CommitAsync("a", spend, 3, keepsSlots: true);
        Assert.Equal((QuotaReservationState.Committed, true), (commit.Hold!.State, commit.Hold.KeepsSlots));

        await AssertPositionAsync(0, 3);
        AssertDenied(await ReserveAsync("b", spend), LedgerLackReason.Concurrency);
        AssertDone(await ReleaseAsync("a", spend));
        AssertDone(await ReleaseAsync("a", spend));
        await AssertPositionAsync(0, 3);
        AssertDone(await ReserveAsync("b", spend, First + 1));
        AssertDenied(await ReserveAsync("c", spend), LedgerLackReason.Concurrency);
        Assert.Equal(QuotaReservationState.Committed, (await Ledger.FindAsync("a", Token))?.State);
    }

    [Fact]
    public async Task Kept_slot_is_freed_by_a_commit_that_does_not_keep_it()
    {
        await AnswerAsync(100);
        var spend = Video(1);
        AssertDone(await ReserveAsync("a", spend));
        AssertDone(await CommitAsync("a", spend, 3, keepsSlots: true));
        AssertDone(await CommitAsync("a", spend, 3, keepsSlots: true));
        Assert.Equal(LedgerOutcome.Conflict, (await CommitAsync("a", spend, 4)).Outcome);
        AssertDenied(await ReserveAsync("b", spend), LedgerLackReason.Concurrency);

        AssertDone(await CommitAsync("a", spend, 3));

        AssertDone(await CommitAsync("a", spend, 3));
        await AssertPositionAsync(0, 3);
        AssertDone(await ReserveAsync("b", spend, First + 1));
        AssertDone(await CommitAsync("a", spend, 3));
        AssertDenied(await ReserveAsync("c", spend), LedgerLackReason.Concurrency);
    }

    [Fact]
    public async Task Kept_slot_is_freed_by_the_end_of_the_lease()
    {
        await AnswerAsync(100);
        var spend = Video(1);
        AssertDone(await ReserveAsync("a", spend));
        AssertDone(await CommitAsync("a", spend, 3, keepsSlots: true));
        AdvanceMinutes(9);
        AssertDone(await Ledger.RenewAsync("a", TimeSpan.FromMinutes(10), Token));
        AdvanceMinutes(9);
        await AnswerAsync(100);
        AssertDenied(await ReserveAsync("b", spend), LedgerLackReason.Concurrency);
        AdvanceMinutes(2);
        await AnswerAsync(100);

        AssertDone(await ReserveAsync("b", spend, First + 1));
        Assert.Equal(LedgerOutcome.Conflict, (await Ledger.RenewAsync("a", TimeSpan.FromMinutes(10), Token)).Outcome);
        AssertDone(await ReleaseAsync("a", spend));
        AssertDenied(await ReserveAsync("c", spend), LedgerLackReason.Concurrency);
    }

    [Fact]
    public async Task Committed_amount_of_a_kept_slot_is_superseded()
    {
        await AnswerAsync(100);
        var spend = Video(1);
        AssertDone(await ReserveAsync("a", spend));
        AssertDone(await CommitAsync("a", spend, 3, keepsSlots: true));
        AdvanceMinutes(2);
        await AnswerAsync(97);

        await AssertPositionAsync(0, 0);
        AdvanceMinutes(20);
        await AnswerAsync(97);
        await AssertPositionAsync(0, 0);
    }

    [Fact]
    public async Task Full_slots_need_no_answer()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Video(1)));
        AdvanceMinutes(5);

        AssertDenied(await ReserveAsync("b", Video(1)), LedgerLackReason.Concurrency);
    }

    private static LedgerSpend Video(int limit) => Spend(5) with { Concurrency = new QuotaConcurrency(Acme, "videos", limit) };
}
