namespace QuotaKit.Tests.Shared;

/// <content>One process asks the vendor at a time.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Poll_in_progress_is_not_repeated_for_ten_seconds()
    {
        var first = await Ledger.BeginPollAsync(Acme, null, Token);
        Assert.Equal((1, 0), (first.FreshFrom, first.Latest));
        AdvanceSeconds(5);

        var second = await Ledger.BeginPollAsync(Acme, null, Token);
        Assert.Equal((null, 2, 0), (second.Ticket, second.FreshFrom, second.Latest));
        Assert.NotNull((await Ledger.BeginPollAsync("other", null, Token)).Ticket);
        AdvanceSeconds(6);

        var third = await Ledger.BeginPollAsync(Acme, second.FreshFrom, Token);
        Assert.Equal((2, 2), (third.Ticket?.Number, third.FreshFrom));
    }

    [Fact]
    public async Task Poll_ends_with_its_answer()
    {
        var ticket = await AnswerAsync(100);

        var known = await Ledger.BeginPollAsync(Acme, ticket.Number, Token);
        Assert.Equal((null, ticket.Number, ticket.Number), (known.Ticket, known.FreshFrom, known.Latest));
        var newer = await Ledger.BeginPollAsync(Acme, ticket.Number + 1, Token);
        Assert.Equal(ticket.Number + 1, newer.Ticket?.Number);
    }

    [Fact]
    public async Task Failed_poll_ends_without_an_answer()
    {
        await AnswerAsync(100);
        var ticket = await TicketAsync();

        await OfferAsync(ticket, null);

        var next = await Ledger.BeginPollAsync(Acme, ticket.Number, Token);
        Assert.Equal((ticket.Number + 1, ticket.Number - 1), (next.Ticket?.Number, next.Latest));
        AssertDone(await ReserveAsync("a", Spend(100)));
    }

    [Fact]
    public async Task Answer_of_a_dead_poll_does_not_end_the_next_one()
    {
        var dead = await TicketAsync();
        AdvanceSeconds(11);
        await TicketAsync();

        await OfferAsync(dead, Snapshots.Of(Snapshots.Credits(100)));

        Assert.Null((await Ledger.BeginPollAsync(Acme, null, Token)).Ticket);
    }

    [Fact]
    public async Task Poll_begun_before_the_clock_was_set_back_is_dead()
    {
        await TicketAsync();
        AdvanceMinutes(-120);

        Assert.NotNull((await Ledger.BeginPollAsync(Acme, null, Token)).Ticket);
        Assert.Null((await Ledger.BeginPollAsync(Acme, null, Token)).Ticket);
    }

    [Fact]
    public async Task Tickets_never_go_back_in_number_or_time()
    {
        var last = new LedgerTicket(0, DateTimeOffset.MinValue);
        foreach (var minutes in new[] { 0, 120, -240, 10, 300 })
        {
            AdvanceMinutes(minutes);
            var ticket = await AnswerAsync(100);
            Assert.True(ticket.Number > last.Number && ticket.Time >= last.Time, $"{ticket} after {last}");
            last = ticket;
        }
    }
}
