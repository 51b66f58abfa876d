namespace QuotaKit.Tests.Shared;

/// <content>Rules 3 and 7: which answers decide, and what they supersede.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Without_an_answer_one_is_needed_and_nothing_is_recorded()
    {
        var decision = await ReserveAsync("a", Spend(10), allow: true);

        Assert.Equal((LedgerOutcome.AnswerNeeded, LedgerLackReason.Unknown), (decision.Outcome, decision.Lack?.Reason));
        Assert.Null(decision.Hold);
        Assert.Null(await Ledger.FindAsync("a", Token));
        Assert.Null(await Ledger.GetPositionAsync(Acme, null, Token));
    }

    [Fact]
    public async Task Unknown_is_denied_once_the_vendor_was_asked()
    {
        var lack = AssertDenied(await ReserveAsync("a", Spend(10) with { IsAsked = true }), LedgerLackReason.Unknown);

        Assert.Equal((10, null, null), (lack.Needed, lack.Available, lack.AskedAt));
        Assert.Equal(QuotaReservationState.Denied, (await Ledger.FindAsync("a", Token))?.State);
    }

    [Fact]
    public async Task Unknown_is_held_if_the_caller_allows_it()
    {
        AssertDone(await ReserveAsync("a", Spend(10) with { IsAsked = true }, allow: true));

        await AnswerAsync(100);
        await AssertPositionAsync(10, 0);
        AssertDone(await CommitAsync("a", Spend(10)));
        await AssertPositionAsync(0, 10);
        Assert.Equal("credits", (await Ledger.FindAsync("a", Token))!.Lines[0].Balance);
    }

    [Fact]
    public async Task Unknown_remaining_is_denied_or_allowed()
    {
        await AnswerAsync((decimal?)null);

        AssertDenied(await ReserveAsync("a", Spend(10)), LedgerLackReason.Unknown);
        AssertDone(await ReserveAsync("b", Spend(10) with { IsAsked = true }, allow: true));
        // The answer is too new to ask again.
        AssertDone(await ReserveAsync("c", Spend(10), allow: true));
        AdvanceSeconds(5);
        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("d", Spend(10), allow: true)).Outcome);
    }

    [Fact]
    public async Task Old_answer_grants_nothing_until_asked_anew()
    {
        await AnswerAsync(100);
        AdvanceSeconds(55);
        AssertDone(await ReserveAsync("young", Spend(10)));
        AdvanceSeconds(6);

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("old", Spend(10))).Outcome);
        AssertDenied(await ReserveAsync("old", Spend(10) with { IsAsked = true }), LedgerLackReason.Unknown);
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("old", Spend(10), First + 1));
    }

    [Fact]
    public async Task Answer_is_usable_up_to_its_maximum_age()
    {
        Assert.SkipUnless(HasExactClock, "The ledger's clock runs on.");
        await AnswerAsync(100);
        AdvanceSeconds(60);
        AssertDone(await ReserveAsync("a", Spend(10)));
        Advance(TimeSpan.FromMicroseconds(1));

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("b", Spend(10))).Outcome);
    }

    [Fact]
    public async Task Answer_asked_for_after_the_call_is_fresh_at_any_age()
    {
        var ticket = await AnswerAsync(100);
        AdvanceMinutes(5);

        AssertDone(await ReserveAsync("a", Spend(10) with { IsAsked = true, FreshFrom = ticket.Number }));
        AssertDenied(await ReserveAsync("b", Spend(10) with { IsAsked = true, FreshFrom = ticket.Number + 1 }), LedgerLackReason.Unknown);
    }

    [Fact]
    public async Task Denial_needs_an_answer_of_two_seconds()
    {
        await AnswerAsync(100);
        AdvanceSeconds(5);

        var decision = await ReserveAsync("a", Spend(101));

        Assert.Equal((LedgerOutcome.AnswerNeeded, LedgerLackReason.Amount), (decision.Outcome, decision.Lack?.Reason));
        Assert.Null(await Ledger.FindAsync("a", Token));
        await AnswerAsync(200);
        AssertDone(await ReserveAsync("a", Spend(101)));
        AssertDenied(await ReserveAsync("b", Spend(100)), LedgerLackReason.Amount);
    }

    [Fact]
    public async Task Longer_lag_of_another_guard_counts_a_charge_again()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(30)));
        AssertDone(await CommitAsync("a", Spend(30)));
        AdvanceSeconds(10);
        await AnswerAsync(100, lagSeconds: 0);
        await AssertPositionAsync(0, 0);
        AdvanceSeconds(1);

        await AnswerAsync(100);

        await AssertPositionAsync(0, 30);
    }

    [Fact]
    public async Task No_answer_from_before_a_reset_is_used_after_it()
    {
        var now = (await TicketAsync("other")).Time;
        var ticket = await AnswerAsync(Snapshots.Of(Snapshots.Credits(100) with { ResetsAt = now.AddSeconds(30) }));
        AssertDone(await ReserveAsync("before", Spend(10)));
        AdvanceSeconds(31);

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("after", Spend(10))).Outcome);
        AssertDenied(await ReserveAsync("after", Spend(10) with { IsAsked = true, FreshFrom = ticket.Number }), LedgerLackReason.Unknown);
        // A vendor that has not moved its reset on yet says nothing wrong.
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(100) with { ResetsAt = now.AddSeconds(30) }));
        AssertDone(await ReserveAsync("after", Spend(10), First + 1));
    }

    [Fact]
    public async Task Answer_supersedes_what_was_settled_before_the_lag()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("held", Spend(5)));
        AssertDone(await ReserveAsync("spent", Spend(10)));
        AssertDone(await CommitAsync("spent", Spend(10)));
        AdvanceSeconds(50);
        await AnswerAsync(90);
        await AssertPositionAsync(5, 10);
        AdvanceSeconds(15);

        await AnswerAsync(90);

        await AssertPositionAsync(5, 0);
    }

    [Fact]
    public async Task Settlement_at_the_lag_exactly_still_counts()
    {
        Assert.SkipUnless(HasExactClock, "The ledger's clock runs on.");
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));
        AssertDone(await CommitAsync("a", Spend(10)));

        await AnswerAsync(90, lagSeconds: 0);
        await AssertPositionAsync(0, 10);
        AdvanceSeconds(60);
        await AnswerAsync(90);
        await AssertPositionAsync(0, 10);
        Advance(TimeSpan.FromMicroseconds(1));
        await AnswerAsync(90);
        await AssertPositionAsync(0, 0);
    }

    [Fact]
    public async Task Lag_of_zero_supersedes_at_the_next_ticket()
    {
        await AnswerAsync(100, lagSeconds: 0);
        AssertDone(await ReserveAsync("a", Spend(10)));
        AssertDone(await CommitAsync("a", Spend(10)));
        AdvanceSeconds(1);

        await AnswerAsync(90, lagSeconds: 0);

        await AssertPositionAsync(0, 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Answer_asked_before_and_offered_after_supersedes_nothing(int lag)
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));
        var ticket = await TicketAsync();
        AdvanceSeconds(1);
        AssertDone(await CommitAsync("a", Spend(10)));
        AdvanceMinutes(5);

        await OfferAsync(ticket, Snapshots.Of(Snapshots.Credits(100)), lagSeconds: lag);

        await AssertPositionAsync(0, 10);
        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("b", Spend(10))).Outcome);
    }

    [Fact]
    public async Task Older_ticket_that_arrives_late_changes_nothing()
    {
        var first = await TicketAsync();
        AdvanceSeconds(11);
        var second = await TicketAsync();
        Assert.True(first.Number < second.Number && first.Time < second.Time);
        await OfferAsync(second, Snapshots.Of(Snapshots.Credits(80)));

        await OfferAsync(first, Snapshots.Of(Snapshots.Balance("seats", QuotaUnit.Videos, 100)) with { IsActive = false });

        var position = await AssertPositionAsync(0, 0);
        Assert.Equal(("credits", 80, second.Time, null), (position.Balance, position.Remaining, position.AskedAt, position.IsActive));
        Assert.Null(await Ledger.GetPositionAsync(Acme, "seats", Token));
    }

    [Fact]
    public async Task Balance_that_left_the_answer_can_not_be_reserved()
    {
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(100), Snapshots.Credits(50, "extra")));
        AssertDone(await ReserveAsync("a", Spend(10) with { Balance = "extra" }));
        await AnswerAsync(100);

        AssertDenied(await ReserveAsync("b", Spend(10) with { Balance = "extra" }), LedgerLackReason.Balance);
        var position = await AssertPositionAsync(10, 0, balance: "extra");
        Assert.Equal((null, null), (position.Remaining, position.AskedAt));
    }

    [Fact]
    public async Task Balance_that_left_the_answer_shows_what_is_held_of_it()
    {
        // Amounts from before the first answer, in the unit of another balance.
        AssertDone(await ReserveAsync("a", Spend(10) with { IsAsked = true, Unit = QuotaUnit.Usd }, allow: true));
        await AnswerAsync(100);
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(50, "extra"), Snapshots.Credits(100)));
        AssertDone(await ReserveAsync("b", Spend(7) with { Balance = "extra" }));
        await AnswerAsync(100);

        Assert.Equal(QuotaUnit.Credits, (await AssertPositionAsync(7, 0, balance: "extra")).Unit);
    }
}
