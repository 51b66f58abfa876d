using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Ledger;

public sealed class InMemoryLedgerTests : LedgerContract
{
    // The random calls move the clock by days, and their model forgets nothing.
    protected override Task<IQuotaLedger> CreateAsync(TimeProvider clock) =>
        Task.FromResult<IQuotaLedger>(new InMemoryQuotaLedger(clock, TimeSpan.FromDays(36_500)));

    [Fact]
    public async Task Reply_stays_as_it_was_when_the_balance_is_named_and_the_amount_committed()
    {
        var early = await ReserveAsync("early", Spend(10) with { IsAsked = true }, allow: true);
        await AnswerAsync(100);
        var late = await ReserveAsync("late", Spend(20));
        var committed = await CommitAsync("late", Spend(20), 15);

        Assert.Equal("credits", (await Ledger.FindAsync("early", Token))!.Lines[0].Balance);
        Assert.Equal(new LedgerLine(Spend(10) with { IsAsked = true }, "", null), early.Hold!.Lines.Single());
        Assert.Equal(new LedgerLine(Spend(20), "credits", null), late.Hold!.Lines.Single());
        Assert.Equal(new LedgerLine(Spend(20), "credits", 15), committed.Hold!.Lines.Single());
    }
}
