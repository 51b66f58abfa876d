namespace QuotaKit.Core.Tests.Guard;

/// <summary>The messages of refused arguments, options and reservations. Each says what is wrong and what to do.</summary>
public sealed class GuardMessageTests : GuardTest
{
    private const string Largest = "9999999999999999999.999999999";

    [Fact]
    public async Task Refused_argument_is_named_and_its_range_told()
    {
        var guard = Guard();
        var hold = await guard.ReserveAsync(Credits(1), cancellationToken: Token);

        await RefusedAsync("spends", "A reservation has 1 to 16 spends, but this one has 0.", () => guard.ReserveAllAsync([], cancellationToken: Token));
        await RefusedAsync("spends.Account", "The value cannot be an empty string", () => guard.ReserveAsync(new(" ", 1, QuotaUnit.Credits)));
        await RefusedAsync("spends", $"An amount to reserve is above 0 and at most {Largest}. To spend nothing", () => guard.ReserveAsync(Credits(0)));
        await RefusedAsync("spends", "has at most 9 decimals. Round it up, so that enough is held.", () => guard.ReserveAsync(Credits(0.0000000001m)));
        await RefusedAsync("options.Id", "A reservation's id has 1 to 200 letters", () => guard.ReserveAsync(Credits(1), new() { Id = "a b" }));
        await RefusedAsync("options.Lease", "A lease is above zero and at most 24 hours.", () => guard.ReserveAsync(Credits(1), new() { Lease = TimeSpan.Zero }));
        await RefusedAsync("options.Note", "at most 500 characters", () => guard.ReserveAsync(Credits(1), new() { Note = new string('a', 501) }));
        await RefusedAsync("id", "A reservation's id has 1 to 200 letters", () => guard.FindAsync(""));
        await RefusedAsync("id", "Value cannot be null", () => guard.FindAsync(null!));
        await RefusedAsync("lease", "Renew it while the work runs longer.", () => hold.RenewAsync(TimeSpan.FromHours(25), Token));
        await RefusedAsync("actual", "The reservation has 1 amounts, but 2 were given.", () => hold.CommitAsync([1, 2], Token));
        await RefusedAsync("actual", $"An amount that was spent is 0 to {Largest}.", () => hold.CommitAsync(-1, Token));
    }

    [Fact]
    public async Task Largest_amount_may_be_spent()
    {
        var hold = await Guard().ReserveAsync(Credits(1), cancellationToken: Token);

        await hold.CommitAsync(9_999_999_999_999_999_999.999999999m, Token);

        Assert.Equal(QuotaReservationState.Committed, hold.State);
    }

    [Fact]
    public void Wrong_option_is_named_with_its_setting()
    {
        Wrong("QuotaKit:Guard:Accounts:acme:Reserve must not be negative, but is -1.", o => o.Accounts["acme"] = new() { Reserve = -1 });
        Wrong("QuotaKit:Guard:Accounts:acme:SettlementLag must not be negative.", o => o.Accounts["acme"] = new() { SettlementLag = -TimeSpan.FromTicks(1) });
        Wrong("QuotaKit:Guard:Accounts:acme:Wallet must not be empty.", o => o.Accounts["acme"] = new() { Wallet = " " });
        Wrong("QuotaKit:One of the budgets has no name.", o => o.Budgets.Add(new("", "acme", 1, QuotaUnit.Credits)));
        Wrong("QuotaKit:There are two concurrency limits named 'acme videos'.", o =>
        {
            o.Concurrency.Add(new("acme", "videos", 1));
            o.Concurrency.Add(new("acme", "videos", 2));
        });
        Wrong("QuotaKit:Guard:Accounts:nobody: There is no account 'nobody'. The accounts are acme.", o => o.Accounts["nobody"] = new());
        Wrong("QuotaKit:Budgets:red:Account: There is no account 'nobody'. The accounts are acme.", o => o.Budgets.Add(new("red", "nobody", 1, QuotaUnit.Credits)));
        Wrong("QuotaKit:Concurrency:nobody: There is no account 'nobody'. The accounts are acme.", o => o.Concurrency.Add(new("nobody", "videos", 1)));
        using var none = new QuotaClient([]);
        var error = Assert.Throws<QuotaConfigurationException>(() => new QuotaGuard(none, options: Of(o => o.Accounts["acme"] = new())));
        Assert.Equal(("", "QuotaKit:Guard:Accounts:acme: There is no account 'acme'. No account is set up."), (error.Provider, error.Message));
    }

    [Fact]
    public async Task Denial_tells_what_is_held_and_kept_and_which_limit_is_short()
    {
        Options.Accounts["acme"] = new() { Reserve = 20 };
        Options.Budgets.Add(new("red", "acme", 5, QuotaUnit.Credits));
        Options.Concurrency.Add(new("acme", "videos", 1));
        var guard = Guard();
        await guard.ReserveAsync(Credits(3) with { Concurrency = "videos" }, cancellationToken: Token);

        var amount = await DeniedAsync(guard, Credits(90));
        Assert.Equal(
            "acme: 90 credits of 'credits' are needed, 77 are available, 3 being held or spent since the vendor's answer, 20 being kept in reserve.",
            amount.Message);
        Assert.Equal(("credits", null, null, false), (amount.BalanceKey, amount.Budget, amount.Concurrency, amount.IsTransient));
        var budget = await DeniedAsync(guard, Credits(6) with { Budget = "red" });
        Assert.Equal("acme: 6 credits are needed, but the budget 'red' has 5 of 5 left.", budget.Message);
        Assert.Equal(("red", null), (budget.Budget, budget.Concurrency));
        var slot = await DeniedAsync(guard, Credits(1) with { Concurrency = "videos", Budget = "red" });
        Assert.Equal("acme: all 1 slots of 'videos' are taken. Wait until a job has ended.", slot.Message);
        Assert.Equal((null, "videos", true), (slot.Budget, slot.Concurrency, slot.IsTransient));
    }

    [Fact]
    public async Task Balance_that_may_be_the_same_money_is_an_error_of_the_account()
    {
        Vendor.ExtraUnit = QuotaUnit.Credits;

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(
            () => Guard().ReserveAsync(Credits(1) with { Balance = "extra" }, cancellationToken: Token));

        Assert.Equal(
            "acme: 'extra' may be a part of the account's first balance and cannot be reserved by itself. Do not name it in the spend.", error.Message);
        Assert.Equal(("acme", "default"), (error.Provider, error.Account));
    }

    [Fact]
    public async Task Errors_name_the_account_of_a_vendor_with_several()
    {
        var guard = Guard(null, null, new AcmeVendor(100, "acme/b"));
        var spend = Credits(1) with { Account = "acme/b" };

        foreach (var wrong in new[] { spend with { Budget = "red" }, spend with { Concurrency = "videos" }, spend with { Balance = "seats" } })
            Assert.Equal("b", (await Assert.ThrowsAsync<QuotaConfigurationException>(() => guard.ReserveAsync(wrong, cancellationToken: Token))).Account);
        Assert.Equal("b", (await Assert.ThrowsAsync<QuotaConfigurationException>(() => guard.GetPositionAsync("acme/b", "seats", Token))).Account);
        Assert.Equal("b", (await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => guard.ReserveAsync(spend with { Amount = 101 }, cancellationToken: Token))).Account);
        await Assert.ThrowsAsync<ArgumentNullException>("spend", () => guard.ReserveAsync(null!, cancellationToken: Token));
    }

    private static QuotaGuardOptions Of(Action<QuotaGuardOptions> set)
    {
        var options = new QuotaGuardOptions();
        set(options);
        return options;
    }

    private static async Task RefusedAsync(string parameter, string message, Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(call);
        Assert.Equal(parameter, error.ParamName);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static Task<InsufficientQuotaException> DeniedAsync(QuotaGuard guard, QuotaSpend spend) =>
        Assert.ThrowsAsync<InsufficientQuotaException>(() => guard.ReserveAsync(spend, cancellationToken: Token));

    private void Wrong(string message, Action<QuotaGuardOptions> set)
    {
        using var client = new QuotaClient([Vendor]);
        var error = Assert.Throws<QuotaConfigurationException>(() => new QuotaGuard(client, options: Of(set)));
        Assert.Equal(("", message), (error.Provider, error.Message));
    }
}
