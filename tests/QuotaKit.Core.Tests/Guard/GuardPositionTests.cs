namespace QuotaKit.Core.Tests.Guard;

/// <summary>The position of an account: left, held, spent and available.</summary>
public sealed class GuardPositionTests : GuardTest
{
    [Fact]
    public async Task Position_says_what_may_be_reserved()
    {
        Options.Accounts["acme"] = new() { Reserve = 20 };
        var guard = Guard();
        await guard.ReserveAsync(Credits(12), cancellationToken: Token);
        await (await guard.ReserveAsync(Credits(30), cancellationToken: Token)).CommitAsync(Token);

        Assert.Equal(
            new QuotaPosition("acme", "credits", QuotaUnit.Credits)
            {
                Remaining = 100,
                Held = 12,
                Spent = 30,
                Reserve = 20,
                Available = 38,
                AsOf = Clock.GetUtcNow(),
            },
            await guard.GetPositionAsync("ACME", cancellationToken: Token));
        await guard.ReserveAsync(Credits(38), cancellationToken: Token);
        Assert.Equal(0, (await guard.GetPositionAsync("acme", cancellationToken: Token)).Available);
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(15, 20)]
    public async Task Nothing_is_available_of_a_balance_below_its_reserve(int remaining, int reserve)
    {
        Options.Accounts["acme"] = new() { Reserve = reserve };
        Vendor.Remaining = remaining;

        var position = await Guard().GetPositionAsync("acme", cancellationToken: Token);

        Assert.Equal((remaining, 0), (position.Remaining, position.Available));
    }

    [Fact]
    public async Task Debt_at_the_vendor_is_no_credit_for_what_is_held()
    {
        var guard = Guard();
        await guard.ReserveAsync(Credits(12), cancellationToken: Token);
        Vendor.Remaining = -50;
        Clock.Advance(TimeSpan.FromSeconds(61));

        var position = await guard.GetPositionAsync("acme", cancellationToken: Token);

        Assert.Equal((-50, 12, 0), (position.Remaining, position.Held, position.Available));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 100)]
    [InlineData(null, 100)]
    public async Task Nothing_is_available_of_an_inactive_account(bool? isActive, int available)
    {
        Vendor.IsActive = isActive;

        var position = await Guard().GetPositionAsync("acme", cancellationToken: Token);

        Assert.Equal((100, available), (position.Remaining, position.Available));
    }

    [Fact]
    public async Task Balance_without_a_limit_has_no_amount()
    {
        (Vendor.Remaining, Vendor.IsUnlimited) = (null, true);

        var position = await Guard().GetPositionAsync("acme", cancellationToken: Token);

        Assert.Equal((true, null, null), (position.IsUnlimited, position.Remaining, position.Available));
        Assert.True((await Guard().ReserveAsync(Credits(1_000_000), cancellationToken: Token)).IsNew);
    }

    [Fact]
    public async Task Balance_is_found_by_its_key_and_another_one_is_an_error()
    {
        var guard = Guard();

        var extra = await guard.GetPositionAsync("acme", "extra", Token);
        Assert.Equal(("extra", QuotaUnit.Minutes, 7), (extra.Balance, extra.Unit, extra.Available));
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => guard.GetPositionAsync("acme", "seats", Token));
        Assert.Equal("acme has no balance 'seats'. Name one that `quotakit show acme` lists.", error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("seats")]
    public async Task Position_is_unknown_while_the_vendor_is_down(string? balance)
    {
        Vendor.Error = new QuotaException(QuotaErrorKind.Unavailable, "acme", "Acme is down.");

        Assert.Equal(new QuotaPosition("acme", balance, QuotaUnit.Unspecified), await Guard().GetPositionAsync("acme", balance, Token));
    }

    [Fact]
    public async Task Old_answer_is_not_shown_when_the_vendor_has_gone_down()
    {
        Vendor.IsUnlimited = true;
        var guard = Guard();
        await guard.ReserveAsync(Credits(12), cancellationToken: Token);
        Vendor.Error = new QuotaException(QuotaErrorKind.Unavailable, "acme", "Acme is down.");
        Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(new QuotaPosition("acme", "credits", QuotaUnit.Credits) { Held = 12 }, await guard.GetPositionAsync("acme", cancellationToken: Token));
    }

    [Fact]
    public async Task Answer_is_shown_for_a_minute()
    {
        var guard = Guard();
        var asked = (await guard.GetPositionAsync("acme", cancellationToken: Token)).AsOf;
        Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(asked, (await guard.GetPositionAsync("acme", cancellationToken: Token)).AsOf);
        Assert.Equal(1, Vendor.Asked);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Clock.GetUtcNow(), (await guard.GetPositionAsync("acme", cancellationToken: Token)).AsOf);
        Assert.Equal(2, Vendor.Asked);
    }

    [Fact]
    public async Task Answer_from_before_a_reset_is_not_shown_after_it()
    {
        Vendor.ResetsAt = Clock.GetUtcNow().AddSeconds(10);
        var guard = Guard();
        await guard.GetPositionAsync("acme", cancellationToken: Token);
        Clock.Advance(TimeSpan.FromSeconds(9));
        await guard.GetPositionAsync("acme", cancellationToken: Token);
        Assert.Equal(1, Vendor.Asked);
        Clock.Advance(TimeSpan.FromSeconds(1));

        await guard.GetPositionAsync("acme", cancellationToken: Token);
        Assert.Equal(2, Vendor.Asked);
        // A vendor that has not moved its reset on yet is not asked by every reader.
        await guard.GetPositionAsync("acme", cancellationToken: Token);
        Assert.Equal(2, Vendor.Asked);
    }

    [Fact]
    public async Task Reader_waits_for_the_answer_that_another_process_is_asking_for()
    {
        Vendor.Gate = new();
        // Two processes: each has a client and a guard of its own.
        var theirs = Guard().GetPositionAsync("acme", cancellationToken: Token);
        await Vendor.Waits.Task;
        var ours = Guard().GetPositionAsync("acme", cancellationToken: Token);
        await Clock.TimerAsync(left => left == TimeSpan.FromMilliseconds(100));
        Vendor.Gate.SetResult();
        Assert.Equal(100, (await theirs).Remaining);
        Clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(100, (await ours).Remaining);
        Assert.Equal(1, Vendor.Asked);
    }
}
