namespace QuotaKit.Tests.Shared;

/// <content>Rule 8: several spends, one reservation; and accounts that share a wallet.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Spends_on_one_balance_add_up()
    {
        await AnswerAsync(100);

        var lack = AssertDenied(await ReserveAllAsync("a", [Spend(60), Spend(60) with { Balance = "credits" }]), LedgerLackReason.Amount);

        Assert.Equal((1, 120, 100), (lack.Spend, lack.Needed, lack.Available));
        await AssertPositionAsync(0, 0);
        AssertDone(await ReserveAllAsync("b", [Spend(60), Spend(40)]));
        await AssertPositionAsync(100, 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_wallets_hold_all_or_nothing(bool isReversed)
    {
        await AnswerAsync(100);
        await AnswerAsync(10, "other");
        LedgerSpend[] Spends(decimal other) => isReversed ? [Spend(other, "other"), Spend(50)] : [Spend(50), Spend(other, "other")];

        var lack = AssertDenied(await ReserveAllAsync("a", Spends(11)), LedgerLackReason.Amount);

        Assert.Equal((isReversed ? 0 : 1, 11, 10), (lack.Spend, lack.Needed, lack.Available));
        await AssertPositionAsync(0, 0);
        await AssertPositionAsync(0, 0, "other");
        AssertDone(await ReserveAllAsync("b", Spends(10)));
        await AssertPositionAsync(50, 0);
        await AssertPositionAsync(10, 0, "other");
        AssertDone(await SettleAsync(LedgerSettlementKind.Commit, "b", Spends(10), actual: isReversed ? [7, 48] : [48, 7]));
        await AssertPositionAsync(0, 48);
        await AssertPositionAsync(0, 7, "other");
    }

    [Fact]
    public async Task Two_wallets_expire_together()
    {
        await AnswerAsync(100);
        await AnswerAsync(100, "other");
        AssertDone(await ReserveAllAsync("a", [Spend(50), Spend(10, "other")]));
        AssertDone(await ReserveAllAsync("b", [Spend(5), Spend(1, "other")]));
        AssertDone(await SettleAsync(LedgerSettlementKind.Release, "b", [Spend(5), Spend(1, "other")]));
        AdvanceMinutes(11);

        await AssertPositionAsync(0, 10, "other");
        await AssertPositionAsync(0, 50);
        AssertDone(await SettleAsync(LedgerSettlementKind.Commit, "a", [Spend(50), Spend(10, "other")], actual: [1, 2]));
        await AssertPositionAsync(0, 2, "other");
        await AssertPositionAsync(0, 1);
    }

    [Fact]
    public async Task Clock_that_was_ahead_for_one_wallet_stops_no_other()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("expired", Spend(5)));
        await AnswerAsync(100, "other");
        AssertDone(await ReserveAsync("held", Spend(5, "other"), leaseMinutes: 300));
        AdvanceMinutes(120);
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(10)));
        AdvanceMinutes(-119.5);

        Assert.Equal(LedgerOutcome.AnswerNeeded, (await ReserveAsync("b", Spend(10))).Outcome);
        var other = await ReserveAsync("c", Spend(10, "other"));
        AssertDone(other);
        Assert.True(other.Now < (await Ledger.FindAsync("a", Token))!.ReservedAt, "The other wallet's time is not two hours ahead.");
    }

    [Fact]
    public async Task Wallet_sees_nothing_of_another_whose_names_are_the_same()
    {
        // Both have a balance "credits", in other units, and a limit "videos".
        var dollars = Spend(5, "other") with { Unit = QuotaUnit.Usd };
        var theirs = dollars with { Concurrency = new QuotaConcurrency("other", "videos", 1) };
        await AnswerAsync(Snapshots.Of(Snapshots.Balance("credits", QuotaUnit.Usd, 100)), "other");
        AssertDone(await ReserveAsync("theirs", theirs));
        AssertDone(await ReserveAsync("spent", dollars with { Amount = 7 }));
        AssertDone(await CommitAsync("spent", dollars with { Amount = 7 }));

        await AnswerAsync(100);
        Assert.Equal(100, (await AssertPositionAsync(0, 0)).Remaining);
        var ours = Spend(100) with { Concurrency = new QuotaConcurrency(Acme, "videos", 1) };
        AssertDone(await ReserveAsync("ours", ours));
        Assert.Equal(100, (await AssertPositionAsync(5, 7, "other")).Remaining);

        AssertDone(await ReleaseAsync("ours", ours));
        AssertDenied(await ReserveAsync("more", theirs), LedgerLackReason.Concurrency);
        AdvanceMinutes(11);
        await AssertPositionAsync(0, 0);
        await AssertPositionAsync(0, 12, "other");
    }

    [Fact]
    public async Task Second_wallet_needs_an_answer_of_its_own()
    {
        await AnswerAsync(100);

        var decision = await ReserveAllAsync("a", [Spend(50), Spend(10, "other")]);

        Assert.Equal((LedgerOutcome.AnswerNeeded, 1), (decision.Outcome, decision.Lack?.Spend));
        await AssertPositionAsync(0, 0);
    }

    [Fact]
    public async Task Accounts_of_one_wallet_share_its_balance()
    {
        await AnswerAsync(100, "shared");
        var red = Spend(60, "acme/red") with { Wallet = "shared" };
        var blue = Spend(60, "acme/blue") with { Wallet = "shared" };
        AssertDone(await ReserveAsync("a", red));

        Assert.Equal(40, AssertDenied(await ReserveAsync("b", blue), LedgerLackReason.Amount).Available);

        AssertDone(await ReserveAsync("c", blue with { Amount = 40 }));
        Assert.Equal(["a"], await ListAsync("acme/red"));
        await AssertPositionAsync(100, 0, "shared");
        Assert.Null(await Ledger.GetPositionAsync("acme/red", null, Token));
    }

    [Fact]
    public async Task Hold_of_an_earlier_wallet_ends_with_its_lease()
    {
        await AnswerAsync(100, "old");
        AssertDone(await ReserveAsync("a", Spend(60) with { Wallet = "old" }));
        var moved = Spend(60) with { Wallet = "new" };
        AssertDone(await ReserveAsync("a", moved));
        AdvanceMinutes(11);

        var decision = await ReserveAsync("a", moved, First + 1);

        Assert.Equal((LedgerOutcome.Conflict, QuotaReservationState.Expired), (decision.Outcome, decision.Hold?.State));
        await AssertPositionAsync(0, 60, "old");
    }

    [Fact]
    public async Task Wallets_that_cross_do_not_deadlock()
    {
        await AnswerAsync(10_000);
        await AnswerAsync(10_000, "other");

        var tasks = Enumerable.Range(0, 40).Select(i => Task.Run(
            async () =>
            {
                LedgerSpend[] spends = i % 2 == 0 ? [Spend(2), Spend(1, "other")] : [Spend(1, "other"), Spend(2)];
                AssertDone(await ReserveAllAsync($"job-{i}", spends));
                AssertDone(await SettleAsync(LedgerSettlementKind.Commit, $"job-{i}", spends));
            },
            Token));
        await Task.WhenAll(tasks);

        await AssertPositionAsync(0, 80);
        await AssertPositionAsync(0, 40, "other");
    }

    [Fact]
    public async Task Concurrent_reservations_of_all_there_is_have_one_winner()
    {
        await AnswerAsync(100);

        var tasks = Enumerable.Range(0, 20).Select(i => Task.Run(() => ReserveAsync($"job-{i}", Spend(100) with { IsAsked = true }), Token));
        var decisions = await Task.WhenAll(tasks);

        Assert.Single(decisions, d => d.Outcome == LedgerOutcome.Done);
        Assert.Equal(19, decisions.Count(d => d.Outcome == LedgerOutcome.Denied));
        await AssertPositionAsync(100, 0);
    }
}
