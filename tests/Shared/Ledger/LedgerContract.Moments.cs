namespace QuotaKit.Tests.Shared;

/// <content>The very moment at which a time is over, and time that never goes back.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Answer_from_before_a_reset_ends_at_the_reset_exactly()
    {
        Assert.SkipUnless(HasExactClock, "The ledger's clock runs on.");
        var reset = (await TicketAsync("other")).Time.AddSeconds(30);
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(100) with { ResetsAt = reset }));
        Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromMicroseconds(1));
        AssertDone(await ReserveAsync("before", Spend(10)));
        Advance(TimeSpan.FromMicroseconds(1));

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("after", Spend(10))).Outcome);
        // Asked for at that moment, it is about the new period.
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(100) with { ResetsAt = reset }));
        AssertDone(await ReserveAsync("after", Spend(10)));
    }

    [Fact]
    public async Task Poll_counts_as_dead_after_ten_seconds_exactly()
    {
        Assert.SkipUnless(HasExactClock, "The ledger's clock runs on.");
        await TicketAsync();
        Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMicroseconds(1));
        Assert.Null((await Ledger.BeginPollAsync(Acme, null, Token)).Ticket);
        Advance(TimeSpan.FromMicroseconds(1));

        Assert.NotNull((await Ledger.BeginPollAsync(Acme, null, Token)).Ticket);
    }

    [Fact]
    public async Task Denial_may_rest_on_an_answer_of_two_seconds_exactly()
    {
        Assert.SkipUnless(HasExactClock, "The ledger's clock runs on.");
        await AnswerAsync(100);
        AdvanceSeconds(2);
        AssertDenied(await ReserveAsync("a", Spend(101)), LedgerLackReason.Amount);
        Advance(TimeSpan.FromMicroseconds(1));

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("b", Spend(101))).Outcome);
    }

    [Fact]
    public async Task Found_hold_of_an_earlier_wallet_ends_at_the_end_of_its_lease_exactly()
    {
        Assert.SkipUnless(HasExactClock, "The ledger's clock runs on.");
        await AnswerAsync(100, "old");
        AssertDone(await ReserveAsync("a", Spend(60) with { Wallet = "old" }));
        AdvanceMinutes(10);

        Assert.Equal(LedgerOutcome.Conflict, (await ReserveAsync("a", Spend(60) with { Wallet = "new" }, First + 1)).Outcome);
    }

    [Theory]
    [InlineData(LedgerSettlementKind.Commit)]
    [InlineData(LedgerSettlementKind.Release)]
    [InlineData(LedgerSettlementKind.Withdraw)]
    public async Task Nothing_happens_before_a_settlement_that_was_recorded(LedgerSettlementKind kind)
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10), leaseMinutes: 300));
        AdvanceMinutes(120);
        var settled = await SettleAsync(kind, "a", [Spend(10)]);
        AdvanceMinutes(-120);

        var later = await ReserveAsync("b", Spend(10) with { IsAsked = true }, allow: true);

        Assert.True(later.Now >= settled.Now, $"{later.Now:O} is before {settled.Now:O}");
    }

    [Fact]
    public async Task Nothing_happens_before_an_answer_that_was_recorded()
    {
        var ticket = await TicketAsync();
        AdvanceMinutes(120);
        await OfferAsync(ticket, Snapshots.Of(Snapshots.Credits(100)));
        AdvanceMinutes(-119.5);

        var later = await ReserveAsync("a", Spend(10));

        // By the clock the answer is half a minute old; the ledger knows that the clock was set back.
        Assert.Equal(LedgerOutcome.AnswerNeeded, later.Outcome);
        Assert.True(later.Now >= ticket.Time.AddMinutes(119), $"{later.Now:O} is too early.");
    }

    [Fact]
    public async Task Withdrawal_of_an_attempt_that_never_arrived_leaves_the_hold_to_its_owner()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));

        AssertDone(await WithdrawAsync("a", Spend(10), First + 2));

        await AssertPositionAsync(10, 0);
        AssertDone(await ReleaseAsync("a", Spend(10)));
        await AssertPositionAsync(0, 0);
    }
}
