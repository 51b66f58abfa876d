namespace QuotaKit.Tests.Shared;

/// <content>Rule 9: budgets.</content>
public abstract partial class LedgerContract
{
    private static readonly TimeZoneInfo _tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    [Fact]
    public async Task Spend_with_a_budget_needs_both()
    {
        await AnswerAsync(100);
        var budget = Budget(QuotaBudgetPeriod.Total, 50);
        AssertDone(await ReserveAsync("a", Spend(30) with { Budget = budget }));

        var lack = AssertDenied(await ReserveAsync("b", Spend(21) with { Budget = budget }), LedgerLackReason.Budget);
        Assert.Equal((21, 20, 30, QuotaUnit.Credits), (lack.Needed, lack.Available, lack.Held, lack.Unit));

        AssertDone(await ReserveAsync("c", Spend(60)));
        AssertDenied(await ReserveAsync("d", Spend(20) with { Budget = budget }), LedgerLackReason.Amount);
        await AnswerAsync(110);
        AssertDone(await ReserveAsync("d", Spend(20) with { Budget = budget }, First + 1));
    }

    [Fact]
    public async Task Budget_that_is_used_up_needs_no_answer()
    {
        AssertDenied(await ReserveAsync("a", Spend(51) with { Budget = Budget(QuotaBudgetPeriod.Month, 50) }), LedgerLackReason.Budget);
    }

    [Fact]
    public async Task Spends_of_one_budget_add_up()
    {
        await AnswerAsync(100);
        var spend = Spend(30) with { Budget = Budget(QuotaBudgetPeriod.Total, 50) };

        var lack = AssertDenied(await ReserveAllAsync("a", [spend, Spend(1), spend]), LedgerLackReason.Budget);

        Assert.Equal((2, 60, 50), (lack.Spend, lack.Needed, lack.Available));
    }

    [Fact]
    public async Task Budget_keeps_what_was_spent_and_gives_back_the_rest()
    {
        await AnswerAsync(1000);
        var spend = Spend(10) with { Budget = Budget(QuotaBudgetPeriod.Total, 100) };

        AssertDone(await ReserveAsync("released", spend));
        await ReleaseAsync("released", spend);
        await AssertBudgetAsync(spend, 0);
        AssertDone(await ReserveAsync("withdrawn", spend));
        await WithdrawAsync("withdrawn", spend);
        await AssertBudgetAsync(spend, 0);
        AssertDone(await ReserveAsync("less", spend));
        await CommitAsync("less", spend, 4);
        await AssertBudgetAsync(spend, 4);
        AssertDone(await ReserveAsync("more", spend));
        await CommitAsync("more", spend, 13);
        await AssertBudgetAsync(spend, 17);
        await CommitAsync("unknown", spend, 3);
        await AssertBudgetAsync(spend, 20);
        await CommitAsync("released", spend, 5);
        await AssertBudgetAsync(spend, 25);
        AssertDone(await ReserveAsync("expired", spend));
        AdvanceMinutes(11);
        await AnswerAsync(1000);
        await AssertBudgetAsync(spend, 35);
        // The correction of an expiry under which nothing was spent.
        AssertDone(await CommitAsync("expired", spend, 0));
        await AssertBudgetAsync(spend, 25);
    }

    [Fact]
    public async Task Answers_supersede_nothing_in_a_budget()
    {
        await AnswerAsync(100);
        var spend = Spend(10) with { Budget = Budget(QuotaBudgetPeriod.Total, 100) };
        await ReserveAsync("a", spend);
        await CommitAsync("a", spend);
        AdvanceMinutes(5);
        await AnswerAsync(1000);

        await AssertPositionAsync(0, 0);
        await AssertBudgetAsync(spend, 10);
    }

    [Theory]
    [InlineData(QuotaBudgetPeriod.Day, false, 1)]
    [InlineData(QuotaBudgetPeriod.Day, true, 1)]
    [InlineData(QuotaBudgetPeriod.Week, false, 7)]
    [InlineData(QuotaBudgetPeriod.Month, true, 28)]
    public async Task Budget_starts_anew_at_midnight_of_its_zone(QuotaBudgetPeriod period, bool isTokyo, int longEnough)
    {
        var budget = Budget(period, 50) with { TimeZone = isTokyo ? _tokyo : TimeZoneInfo.Utc };
        var spend = Spend(30) with { Budget = budget };
        await GoBeforePeriodAsync(budget);
        await AnswerAsync(1000);
        AssertDone(await ReserveAsync("held", spend));
        AssertDone(await ReserveAsync("spent", spend with { Amount = 20 }));
        AssertDone(await CommitAsync("spent", spend with { Amount = 20 }));
        await AssertBudgetAsync(spend, 50);
        AdvanceMinutes(5);
        await AnswerAsync(1000);

        await AssertBudgetAsync(spend, 0);
        // An amount belongs for ever to the period in which it was reserved.
        AssertDone(await CommitAsync("held", spend, 45));
        await AssertBudgetAsync(spend, 0);
        AssertDone(await ReserveAsync("new", spend with { Amount = 50 }, leaseMinutes: 60 * 24));
        Advance(TimeSpan.FromDays(longEnough) - TimeSpan.FromMinutes(10));
        await AnswerAsync(1000);
        await AssertBudgetAsync(spend, 50);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 30)]
    public async Task Commit_without_a_hold_counts_where_it_was_reserved_or_else_now(bool wasReserved, int used)
    {
        var budget = Budget(QuotaBudgetPeriod.Day, 50);
        var spend = Spend(30) with { Budget = budget };
        await GoBeforePeriodAsync(budget);
        if (wasReserved)
        {
            await AnswerAsync(1000);
            AssertDone(await ReserveAsync("a", spend));
            AssertDone(await ReleaseAsync("a", spend));
        }
        else
        {
            AssertDenied(await ReserveAsync("a", spend with { IsAsked = true }), LedgerLackReason.Unknown);
        }

        AdvanceMinutes(5);
        AssertDone(await CommitAsync("a", spend));

        await AssertBudgetAsync(spend, used);
    }

    [Fact]
    public async Task Commit_after_the_release_of_an_unknown_id_counts_now()
    {
        var spend = Spend(30) with { Budget = Budget(QuotaBudgetPeriod.Day, 50) };
        AssertDone(await ReleaseAsync("a", spend));

        AssertDone(await CommitAsync("a", spend));

        await AssertBudgetAsync(spend, 30);
    }

    [Fact]
    public async Task Budget_of_a_week_starts_on_Monday()
    {
        var budget = Budget(QuotaBudgetPeriod.Week, 50);
        await GoBeforePeriodAsync(budget);

        Assert.Equal(DayOfWeek.Sunday, (await ReserveAsync("a", Spend(51) with { Budget = budget })).Now.DayOfWeek);
    }

    [Fact]
    public async Task Two_budgets_count_by_name()
    {
        await AnswerAsync(1000);
        var red = Spend(10) with { Budget = Budget(QuotaBudgetPeriod.Total, 100) };
        var blue = red with { Budget = red.Budget! with { Name = "blue" } };
        await ReserveAsync("a", red);

        await AssertBudgetAsync(red, 10);
        await AssertBudgetAsync(blue, 0);
        // A changed limit counts what was used before.
        await AssertBudgetAsync(red with { Budget = red.Budget! with { Limit = 30 } }, 10);
    }

    private static QuotaBudget Budget(QuotaBudgetPeriod period, decimal limit) => new("red", Acme, limit, QuotaUnit.Credits) { Period = period };

    /// <summary>Checks how much of a budget is used by asking for more than all of it.</summary>
    private async Task AssertBudgetAsync(LedgerSpend spend, decimal used)
    {
        var ask = spend with { Amount = spend.Budget!.Limit + 1, IsAsked = true };
        var lack = AssertDenied(await ReserveAsync($"ask-{Guid.NewGuid():N}", ask), LedgerLackReason.Budget);
        Assert.Equal((used, Math.Max(0, spend.Budget.Limit - used)), (lack.Held, lack.Available));
    }

    /// <summary>Moves the clock to two minutes before the next period of a budget.</summary>
    private async Task GoBeforePeriodAsync(QuotaBudget budget)
    {
        var now = TimeZoneInfo.ConvertTime((await TicketAsync("clock")).Time, budget.TimeZone).DateTime;
        var next = budget.Period switch
        {
            QuotaBudgetPeriod.Day => now.Date.AddDays(1),
            QuotaBudgetPeriod.Week => now.Date.AddDays(8 - (now.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)now.DayOfWeek)),
            _ => new DateTime(now.Year, now.Month, 1).AddMonths(1),
        };
        Advance(next - now - TimeSpan.FromMinutes(2));
    }
}
