namespace QuotaKit.Tests.Shared;

/// <content>The vendor refuses, or tickets are lost: answers that decide nothing.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Expired_answer_decides_nothing()
    {
        await AnswerAsync(100);
        await Ledger.ExpireAnswerAsync(Acme, Token);

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("a", Spend(10))).Outcome);
        Assert.Null((await AssertPositionAsync(0, 0)).AskedAt);
        await AnswerAsync(90);
        AssertDone(await ReserveAsync("a", Spend(10)));
    }

    [Fact]
    public async Task Answer_on_its_way_when_the_vendor_refuses_decides_nothing()
    {
        await AnswerAsync(100);
        var onItsWay = await TicketAsync();
        await Ledger.ExpireAnswerAsync(Acme, Token);

        await OfferAsync(onItsWay, Snapshots.Of(Snapshots.Credits(100)));

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("a", Spend(10))).Outcome);
        // Who waited for it asks once more, and is not denied.
        var waiting = Spend(10) with { IsAsked = true, FreshFrom = onItsWay.Number };
        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("a", waiting)).Outcome);
        var next = await Ledger.BeginPollAsync(Acme, onItsWay.Number, Token);
        Assert.Equal((onItsWay.Number + 1, onItsWay.Number + 1), (next.FreshFrom, next.Ticket?.Number));
        await OfferAsync(next.Ticket!.Value, Snapshots.Of(Snapshots.Credits(5)));
        AssertDenied(await ReserveAsync("a", Spend(10) with { IsAsked = true, FreshFrom = next.FreshFrom }), LedgerLackReason.Amount);
        AssertDone(await ReserveAsync("b", Spend(5)));
    }

    [Fact]
    public async Task Refusal_before_the_first_answer_voids_the_answer_on_its_way()
    {
        var onItsWay = await TicketAsync();
        await Ledger.ExpireAnswerAsync(Acme, Token);

        await OfferAsync(onItsWay, Snapshots.Of(Snapshots.Credits(100)));

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("a", Spend(10))).Outcome);
        Assert.Null((await AssertPositionAsync(0, 0)).AskedAt);
    }

    [Fact]
    public async Task Failed_poll_after_a_refusal_denies_and_asks_no_more()
    {
        await AnswerAsync(100);
        await Ledger.ExpireAnswerAsync(Acme, Token);

        // Asking has failed, so the caller waits for no ticket.
        AssertDenied(await ReserveAsync("a", Spend(10) with { IsAsked = true }), LedgerLackReason.Unknown);
    }

    [Fact]
    public async Task Ticket_of_a_lost_history_changes_nothing()
    {
        var ticket = await AnswerAsync(100);

        await OfferAsync(ticket with { Number = ticket.Number + 100 }, Snapshots.Of(Snapshots.Credits(500)));

        AssertDenied(await ReserveAsync("a", Spend(200)), LedgerLackReason.Amount);
        await AnswerAsync(300);
        AssertDone(await ReserveAsync("b", Spend(200)));
    }
}
