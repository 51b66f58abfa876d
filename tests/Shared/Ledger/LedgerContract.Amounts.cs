namespace QuotaKit.Tests.Shared;

/// <content>Rules 1 and 2: how much is available, and in which unit.</content>
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Available_is_what_is_left_less_held_and_spent()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("held", Spend(30)));
        AssertDone(await ReserveAsync("spent", Spend(30)));
        AssertDone(await CommitAsync("spent", Spend(30), 20.5m));

        var lack = AssertDenied(await ReserveAsync("much", Spend(49.500000001m)), LedgerLackReason.Amount);

        Assert.Equal((0, 49.500000001m, 49.5m, 50.5m), (lack.Spend, lack.Needed, lack.Available, lack.Held));
        Assert.Equal(("credits", QuotaUnit.Credits), (lack.Balance, lack.Unit));
        AssertDone(await ReserveAsync("all", Spend(49.5m)));
        await AssertPositionAsync(79.5m, 20.5m);
    }

    [Fact]
    public async Task Reserve_of_the_account_is_never_held()
    {
        await AnswerAsync(100);

        var lack = AssertDenied(await ReserveAsync("much", Spend(91) with { Reserve = 10 }), LedgerLackReason.Amount);

        Assert.Equal((91, 90), (lack.Needed, lack.Available));
        AssertDone(await ReserveAsync("all", Spend(90) with { Reserve = 10 }));
        Assert.Equal(0, AssertDenied(await ReserveAsync("more", Spend(1) with { Reserve = 20 }), LedgerLackReason.Amount).Available);
    }

    [Theory]
    [InlineData(-50)]
    [InlineData(0)]
    public async Task Nothing_is_available_of_zero_or_less(int remaining)
    {
        await AnswerAsync(remaining);

        Assert.Equal(0, AssertDenied(await ReserveAsync("one", Spend(0.000000001m)), LedgerLackReason.Amount).Available);
        Assert.Equal(remaining, (await AssertPositionAsync(0, 0)).Remaining);
    }

    [Fact]
    public async Task Unlimited_balance_always_grants()
    {
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(null) with { IsUnlimited = true }));

        AssertDone(await ReserveAsync("much", Spend(9_999_999_999_999_999_999.999999999m) with { Reserve = 10 }));
        AssertDone(await ReserveAsync("more", Spend(9_999_999_999_999_999_999.999999999m)));

        Assert.True((await AssertPositionAsync(19_999_999_999_999_999_999.999999998m, 0)).IsUnlimited);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inactive_account_never_grants(bool isUnlimited)
    {
        await AnswerAsync(Snapshots.Of(Snapshots.Credits(isUnlimited ? null : 100) with { IsUnlimited = isUnlimited }) with { IsActive = false });

        Assert.Equal(0, AssertDenied(await ReserveAsync("one", Spend(1), allow: true), LedgerLackReason.Inactive).Available);
        Assert.False((await AssertPositionAsync(0, 0)).IsActive);
    }

    [Fact]
    public async Task Amounts_are_exact_decimals()
    {
        await AnswerAsync(0.3m);

        AssertDone(await ReserveAsync("a", Spend(0.1m)));
        AssertDone(await ReserveAsync("b", Spend(0.2m)));

        AssertDenied(await ReserveAsync("c", Spend(0.000000001m)), LedgerLackReason.Amount);
    }

    [Fact]
    public async Task Large_balance_in_another_unit_never_pays()
    {
        await AnswerAsync(Snapshots.Of(Snapshots.Balance("video_minutes", QuotaUnit.Minutes, 3), Snapshots.Credits(900_000, "ai_credits")));

        var lack = AssertDenied(await ReserveAsync("credits", Spend(10)), LedgerLackReason.Unit);
        Assert.Equal(("video_minutes", QuotaUnit.Minutes, null), (lack.Balance, lack.Unit, lack.Available));

        AssertDenied(await ReserveAsync("minutes", Spend(4) with { Unit = QuotaUnit.Minutes }), LedgerLackReason.Amount);
        AssertDone(await ReserveAsync("named", Spend(10) with { Balance = "ai_credits" }));
        AssertDenied(await ReserveAsync("wrong", Spend(1) with { Balance = "ai_credits", Unit = QuotaUnit.Minutes }), LedgerLackReason.Unit);
        await AssertPositionAsync(0, 0);
        await AssertPositionAsync(10, 0, balance: "ai_credits");
    }

    [Fact]
    public async Task Missing_balance_is_denied()
    {
        await AnswerAsync(100);

        var lack = AssertDenied(await ReserveAsync("a", Spend(1) with { Balance = "seats" }, allow: true), LedgerLackReason.Balance);

        Assert.Equal("seats", lack.Balance);
    }

    [Fact]
    public async Task Named_first_balance_is_the_same_pot()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("a", Spend(60)));

        Assert.Equal(40, AssertDenied(await ReserveAsync("b", Spend(50) with { Balance = "credits" }), LedgerLackReason.Amount).Available);
    }

    [Fact]
    public async Task Account_that_moved_to_another_unit_is_unknown_until_old_amounts_end()
    {
        await AnswerAsync(100);
        AssertDone(await ReserveAsync("old", Spend(10)));
        await AnswerAsync(Snapshots.Of(Snapshots.Balance("credits", QuotaUnit.Usd, 50)));

        AssertDenied(await ReserveAsync("credits", Spend(1)), LedgerLackReason.Unit);
        AssertDenied(await ReserveAsync("usd", Spend(1) with { Unit = QuotaUnit.Usd }), LedgerLackReason.Unknown);
        Assert.Null((await AssertPositionAsync(0, 0)).Remaining);

        AssertDone(await ReleaseAsync("old", Spend(10)));
        AssertDone(await ReserveAsync("usd", Spend(1) with { Unit = QuotaUnit.Usd }, First + 1));
    }

    [Fact]
    public async Task Second_prepaid_balance_may_be_the_same_money()
    {
        var (credits, api) = (Snapshots.Credits(100) with { Kind = QuotaKind.Balance }, Snapshots.Credits(100, "api") with { Kind = QuotaKind.Balance });
        await AnswerAsync(Snapshots.Of(credits, api, Snapshots.Balance("seats", QuotaUnit.Of("seats"), 3) with { Kind = QuotaKind.Balance }));
        AssertDone(await ReserveAsync("credits", Spend(90)));

        AssertDenied(await ReserveAsync("api", Spend(90) with { Balance = "api" }), LedgerLackReason.Part);

        AssertDone(await ReserveAsync("seats", Spend(3) with { Balance = "seats", Unit = QuotaUnit.Of("seats") }));
    }

    [Fact]
    public async Task Extra_that_the_first_balance_may_include_is_denied()
    {
        var sum = Snapshots.Credits(100) with { Derived = QuotaFields.Remaining };
        var part = Snapshots.Credits(40, "premium") with { Kind = QuotaKind.Bonus };
        await AnswerAsync(Snapshots.Of(sum, part, Snapshots.Credits(30, "own")));

        AssertDenied(await ReserveAsync("part", Spend(1) with { Balance = "premium" }, allow: true), LedgerLackReason.Part);
        AssertDone(await ReserveAsync("own", Spend(1) with { Balance = "own" }));
        AssertDone(await ReserveAsync("sum", Spend(100)));

        await AnswerAsync(Snapshots.Of(sum with { Derived = QuotaFields.None }, part));
        AssertDenied(await ReserveAsync("bonus", Spend(40) with { Balance = "premium" }), LedgerLackReason.Part);
    }
}
