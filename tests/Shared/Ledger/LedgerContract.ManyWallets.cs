namespace QuotaKit.Tests.Shared;

/// <content>Rule 8: reservations of more than two wallets, and leases that end in any of them.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Three_wallets_are_held_settled_and_expire_together()
    {
        LedgerSpend[] spends = [Spend(5), Spend(6, "second"), Spend(7, "third")];
        foreach (var spend in spends)
            await AnswerAsync(100, spend.Wallet);
        AssertDone(await ReserveAllAsync("a", spends));
        AssertDone(await ReserveAllAsync("b", spends));
        AssertDone(await SettleAsync(LedgerSettlementKind.Release, "b", spends));
        await AssertPositionAsync(5, 0);
        await AssertPositionAsync(6, 0, "second");
        await AssertPositionAsync(7, 0, "third");
        AdvanceMinutes(11);

        // A call of one wallet ends the lease in all of them.
        await AssertPositionAsync(0, 7, "third");
        await AssertPositionAsync(0, 5);
        await AssertPositionAsync(0, 6, "second");
        AssertDone(await SettleAsync(LedgerSettlementKind.Commit, "a", spends, actual: [1, 2, 3]));
        await AssertPositionAsync(0, 1);
        await AssertPositionAsync(0, 2, "second");
        await AssertPositionAsync(0, 3, "third");
    }

    [Fact]
    public async Task Slots_of_leases_that_are_over_are_free_in_each_wallet()
    {
        LedgerSpend[] spends = [.. new[] { Acme, "second", "third" }.Select(
            name => Spend(5, name) with { Concurrency = new QuotaConcurrency(name, "videos", 1) })];
        foreach (var spend in spends)
        {
            await AnswerAsync(100, spend.Wallet);
            AssertDone(await ReserveAsync($"old-{spend.Wallet}", spend, leaseMinutes: 0.5));
        }

        AdvanceSeconds(40);

        AssertDone(await ReserveAllAsync("new", spends));
    }
}
