namespace QuotaKit.Tests.Shared;

/// <content>Rule 2: amounts in several units of one balance, and in several balances of one unit.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Amounts_in_two_other_units_make_the_rest_unknown()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("credits", Spend(10)));
        await AnswerAsync(Snapshots.Of(Snapshots.Balance("credits", QuotaUnit.Usd, 50)));
        AssertDone(await ReserveAsync("usd", Spend(5) with { Unit = QuotaUnit.Usd, IsAsked = true }, allow: true));
        await AnswerAsync(Snapshots.Of(Snapshots.Balance("credits", QuotaUnit.Minutes, 30)));

        AssertDenied(await ReserveAsync("minutes", Spend(1) with { Unit = QuotaUnit.Minutes }), LedgerLackReason.Unknown);
        Assert.Null((await AssertPositionAsync(0, 0)).Remaining);
    }

    [Fact]
    public async Task Equal_amounts_held_and_spent_in_another_unit_do_not_cancel_out()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("held", Spend(10)));
        AssertDone(await ReserveAsync("spent", Spend(10)));
        AssertDone(await CommitAsync("spent", Spend(10)));
        await AnswerAsync(Snapshots.Of(Snapshots.Balance("credits", QuotaUnit.Usd, 50)));

        AssertDenied(await ReserveAsync("usd", Spend(1) with { Unit = QuotaUnit.Usd }), LedgerLackReason.Unknown);
        Assert.Null((await AssertPositionAsync(0, 0)).Remaining);
    }

    [Fact]
    public async Task Balance_that_left_the_answer_is_shown_in_the_unit_of_its_amounts()
    {
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(100), Snapshots.Credits(50, "extra")));
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(100), Snapshots.Balance("extra", QuotaUnit.Usd, 50)));
        var dollars = Spend(5) with { Balance = "extra", Unit = QuotaUnit.Usd };
        AssertDone(await ReserveAsync("held", dollars));
        AssertDone(await ReserveAsync("spent", dollars));
        AssertDone(await CommitAsync("spent", dollars));
        await AnswerAsync(100);

        Assert.Equal(QuotaUnit.Usd, (await AssertPositionAsync(5, 5, balance: "extra")).Unit);
    }

    [Fact]
    public async Task Balance_that_left_the_answer_is_unlimited_no_more()
    {
        var unlimited = Snapshots.Credits(null, "extra") with { IsUnlimited = true };
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(100), unlimited));
        AssertDone(await ReserveAsync("a", Spend(5) with { Balance = "extra" }));
        Assert.True((await AssertPositionAsync(5, 0, balance: "extra")).IsUnlimited);

        await AnswerAsync(100);

        Assert.False((await AssertPositionAsync(5, 0, balance: "extra")).IsUnlimited);
    }

    [Fact]
    public async Task Spends_on_two_balances_do_not_add_up()
    {
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(100), Snapshots.Credits(60, "extra")));

        AssertDone(await ReserveAllAsync("a", [Spend(60) with { Balance = "extra" }, Spend(100)]));

        await AssertPositionAsync(100, 0);
        await AssertPositionAsync(60, 0, balance: "extra");
    }

    [Fact]
    public async Task Commit_with_all_amounts_above_is_flagged_as_one_with_a_single_one()
    {
        await AnswerAsync(100);
        LedgerSpend[] spends = [Spend(5), Spend(6)];
        AssertDone(await ReserveAllAsync("a", spends));

        var commit = await SettleAsync(LedgerSettlementKind.Commit, "a", spends, actual: [7, 8]);

        Assert.True(commit.Hold!.IsFlagged);
        await AssertPositionAsync(0, 15);
    }
}
