namespace QuotaKit.Core.Tests.Guard;

/// <summary>The largest and smallest values that are allowed, and what the errors of others say.</summary>
public sealed class GuardLimitTests : GuardTest
{
    [Fact]
    public async Task Values_at_the_end_of_their_range_are_allowed()
    {
        (Options.MaxAge, Options.Lease, Options.SettlementLag) = (TimeSpan.Zero, TimeSpan.FromHours(24), TimeSpan.Zero);
        Options.Budgets.Add(new("none", "acme", 0, QuotaUnit.Credits));
        Options.Concurrency.Add(new("acme", "none", 0));
        Options.Concurrency.Add(new("acme", "some", 1));
        var options = new QuotaReserveOptions { Lease = TimeSpan.FromHours(24), Note = new string('a', 500) };

        var hold = await Guard().ReserveAllAsync([.. Enumerable.Repeat(Credits(1), 16)], options, Token);

        Assert.Equal((16, 500), (hold.Spends.Count, hold.Note?.Length));
        await Assert.ThrowsAsync<InsufficientQuotaException>(() => Guard().ReserveAsync(Credits(1) with { Budget = "none" }, cancellationToken: Token));
        await Assert.ThrowsAsync<InsufficientQuotaException>(() => Guard().ReserveAsync(Credits(1) with { Concurrency = "none" }, cancellationToken: Token));
    }

    [Theory]
    [InlineData(-1, "videos", false)]
    [InlineData(1, null, false)]
    [InlineData(0, "videos", true)]
    [InlineData(1, "videos", true)]
    public async Task Limit_in_the_spend_needs_its_name(int slots, string? name, bool isValid)
    {
        var spend = Credits(1) with { Concurrency = name, ConcurrencyLimit = slots };

        var error = await Record.ExceptionAsync(() => Guard().ReserveAsync(spend, cancellationToken: Token));

        Assert.Equal(!isValid, error is ArgumentOutOfRangeException);
        Assert.Equal(!isValid, error?.Message.Contains("ConcurrencyLimit is 0 or more, and Concurrency names it.", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Budget_of_another_account_is_refused()
    {
        Options.Budgets.Add(new("red", "other", 50, QuotaUnit.Credits));

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(
            () => Guard(null, null, new AcmeVendor(10, "other")).ReserveAsync(Credits(1) with { Budget = "red" }, cancellationToken: Token));

        Assert.Equal("The budget 'red' is for other, but the spend is for acme.", error.Message);
        Assert.Equal("default", error.Account);
    }

    [Fact]
    public async Task Names_that_nothing_has_come_with_advice()
    {
        var budget = await Assert.ThrowsAsync<QuotaConfigurationException>(
            () => Guard().ReserveAsync(Credits(1) with { Budget = "red" }, cancellationToken: Token));
        var limit = await Assert.ThrowsAsync<QuotaConfigurationException>(
            () => Guard().ReserveAsync(Credits(1) with { Concurrency = "videos" }, cancellationToken: Token));

        Assert.Equal("There is no budget 'red'. There are none. Set QuotaKit:Budgets:red:Limit, or add it to the options of the guard.", budget.Message);
        Assert.Equal(
            "acme has no concurrency limit 'videos'. There are none. Set QuotaKit:Concurrency:acme:videos to the number of slots, or add it in code.",
            limit.Message);
    }

    [Fact]
    public async Task Denial_without_holds_and_reserve_names_neither()
    {
        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => Guard().ReserveAsync(Credits(101) with { Concurrency = "a", ConcurrencyLimit = 1 }, cancellationToken: Token));

        Assert.Equal("acme: 101 credits of 'credits' are needed, 100 are available.", error.Message);
        Assert.Equal((null, null), (error.Budget, error.Concurrency));
    }
}
