namespace QuotaKit.Core.Tests.Guard;

/// <summary>Arguments and options that are refused before anything is asked or held.</summary>
public sealed class GuardInputTests : GuardTest
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10000000000000000000")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("0.0000000001")]
    [InlineData("1.1234567891")]
    public async Task Amount_out_of_range_is_refused(string amount)
    {
        var spend = Credits(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Guard().ReserveAsync(spend, cancellationToken: Token));

        Assert.StartsWith("An amount to reserve ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Vendor.Asked);
    }

    [Theory]
    [InlineData("9999999999999999999.999999999")]
    [InlineData("0.000000001")]
    [InlineData("1.10000000000000")]
    public async Task Amount_at_the_end_of_the_range_is_held(string amount)
    {
        Vendor.Remaining = decimal.MaxValue;

        var hold = await Guard().ReserveAsync(Credits(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)), cancellationToken: Token);

        Assert.Equal(QuotaReservationState.Held, hold.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(24.1)]
    public async Task Lease_out_of_range_is_refused(double hours)
    {
        var options = new QuotaReserveOptions { Lease = TimeSpan.FromHours(hours) };
        var hold = await Guard().ReserveAsync(Credits(1), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Guard().ReserveAsync(Credits(1), options, Token));
        Assert.Contains("at most 24 hours", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => hold.RenewAsync(TimeSpan.FromHours(hours), Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("Ä")]
    [InlineData("a\nb")]
    [InlineData("a'; drop table holds; --")]
    [InlineData("\u202Ea")]
    [InlineData("a\0")]
    public async Task Id_with_other_characters_is_refused(string id)
    {
        var guard = Guard();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => guard.ReserveAsync(Credits(1), new() { Id = id }, Token));

        Assert.Contains("1 to 200 letters, digits", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => guard.FindAsync(id, Token));
    }

    [Fact]
    public async Task Id_of_200_characters_is_the_longest()
    {
        var guard = Guard();
        await guard.ReserveAsync(Credits(1), new() { Id = new string('a', 200) }, Token);

        await Assert.ThrowsAsync<ArgumentException>(() => guard.ReserveAsync(Credits(1), new() { Id = new string('a', 201) }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => guard.ReserveAsync(Credits(1), new() { Id = new string('a', 10_240) }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => guard.ReserveAsync(Credits(1), new() { Note = new string('a', 501) }, Token));
    }

    [Fact]
    public async Task Number_of_spends_out_of_range_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Guard().ReserveAllAsync([], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Guard().ReserveAllAsync([.. Enumerable.Repeat(Credits(1), 17)], cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Guard().ReserveAsync(null!, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Guard().ReserveAllAsync([null!], cancellationToken: Token));
    }

    [Fact]
    public async Task Unknown_names_are_refused_with_the_known_ones()
    {
        Options.Budgets.Add(new("team-red", "acme", 50, QuotaUnit.Credits));
        Options.Budgets.Add(new("minutes", "acme", 50, QuotaUnit.Minutes));
        Options.Budgets.Add(new("extra", "acme", 50, QuotaUnit.Credits) { Balance = "extra" });
        Options.Concurrency.Add(new("acme", "videos", 3));

        await AssertRefusedAsync(new QuotaSpend("acmee", 1, QuotaUnit.Credits), "There is no account 'acmee'. The accounts are acme.");
        await AssertRefusedAsync(new QuotaSpend("acme/red\u001b", 1, QuotaUnit.Credits), "There is no account 'acme/red");
        await AssertRefusedAsync(Credits(1) with { Budget = "team-blue" }, "There is no budget 'team-blue'. The budgets are team-red,");
        await AssertRefusedAsync(Credits(1) with { Budget = "minutes" }, "The budget 'minutes' is in minutes, but the spend is in credits.");
        await AssertRefusedAsync(Credits(1) with { Budget = "extra" }, "The budget 'extra' is for the balance 'extra'. Name that balance");
        await AssertRefusedAsync(Credits(1) with { Concurrency = "images" }, "acme has no concurrency limit 'images'. It has videos.");
        Assert.Equal(0, Vendor.Asked);
        await AssertRefusedAsync(Credits(1) with { Balance = "seats" }, "acme: the account has no balance 'seats'.");
    }

    [Fact]
    public async Task Names_are_found_in_any_letter_case()
    {
        Options.Budgets.Add(new("Team-Red", "ACME", 50, QuotaUnit.Credits));
        Options.Concurrency.Add(new("Acme", "Videos", 1));
        var spend = new QuotaSpend("ACME", 1, QuotaUnit.Credits) { Budget = "team-RED", Concurrency = "VIDEOS" };

        var hold = await Guard().ReserveAsync(spend, cancellationToken: Token);

        Assert.Equal(spend, hold.Spends.Single());
        await Assert.ThrowsAsync<InsufficientQuotaException>(() => Guard().ReserveAsync(spend, cancellationToken: Token));
    }

    [Fact]
    public async Task Unit_of_no_balance_is_denied_with_the_right_one()
    {
        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => Guard().ReserveAsync(new("acme", 5, QuotaUnit.Usd), cancellationToken: Token));

        Assert.Equal("acme: 5 usd are needed, but 'credits' is in credits. Name a balance in usd, or spend credits.", error.Message);
    }

    [Theory]
    [InlineData("-0.1")]
    [InlineData("10000000000000000000")]
    public async Task Spent_amount_out_of_range_leaves_the_hold(string amount)
    {
        var hold = await Guard().ReserveAsync(Credits(10), cancellationToken: Token);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => hold.CommitAsync(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => hold.CommitAsync([1, 2], Token));

        Assert.Equal(QuotaReservationState.Held, (await Guard().FindAsync(hold.Id, Token))?.State);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        AssertInvalid(o => o.MaxAge = TimeSpan.FromSeconds(-1), "QuotaKit:Guard:MaxAge");
        AssertInvalid(o => o.Lease = TimeSpan.FromHours(25), "QuotaKit:Guard:Lease");
        AssertInvalid(o => o.Lease = TimeSpan.Zero, "QuotaKit:Guard:Lease");
        AssertInvalid(o => o.SettlementLag = TimeSpan.FromSeconds(-1), "QuotaKit:Guard:SettlementLag");
        AssertInvalid(o => o.Accounts["acme"] = new() { Reserve = -1 }, "QuotaKit:Guard:Accounts:acme:Reserve");
        AssertInvalid(o => o.Accounts["acme"] = new() { Wallet = " " }, "QuotaKit:Guard:Accounts:acme:Wallet");
        AssertInvalid(o => o.Accounts["acme"] = new() { SettlementLag = TimeSpan.FromSeconds(-1) }, "QuotaKit:Guard:Accounts:acme:SettlementLag");
        AssertInvalid(o => o.Budgets.Add(new("red", "acme", -1, QuotaUnit.Credits)), "QuotaKit:Budgets:red:Limit");
        AssertInvalid(
            o =>
            {
                o.Budgets.Add(new("red", "acme", 1, QuotaUnit.Credits));
                o.Budgets.Add(new("RED", "acme", 1, QuotaUnit.Credits));
            },
            "There are two budgets named 'RED'");
        AssertInvalid(o => o.Concurrency.Add(new("acme", "videos", -1)), "QuotaKit:Concurrency:acme:videos");
    }

    private void AssertInvalid(Action<QuotaGuardOptions> change, string message)
    {
        using var client = new QuotaClient([Vendor]);
        var options = new QuotaGuardOptions();
        change(options);
        Assert.Contains(message, Assert.Throws<QuotaConfigurationException>(() => new QuotaGuard(client, options: options)).Message, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(QuotaSpend spend, string message)
    {
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => Guard().ReserveAsync(spend, cancellationToken: Token));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
    }
}
