using System.Globalization;

namespace QuotaKit.Testing.Tests.Guard;

/// <summary>Vendors that charge late, and what the guard makes of it.</summary>
public sealed class LateChargeTests : GuardTest
{
    [Fact]
    public void HeyGen_shows_a_late_charge_when_it_is_due()
    {
        Account.RemainingQuota = 600;

        Account.Spend(2, after: TimeSpan.FromSeconds(30));

        Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(600, Account.RemainingQuota);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(480, Account.RemainingQuota);
        Assert.Equal(480, Account.RemainingQuota);
    }

    [Fact]
    public async Task Vzla_rejects_calls_after_a_late_charge()
    {
        var account = Simulator.Vzla.Account(Key);
        account.CurrentUsage = 998;
        account.Spend(2, after: TimeSpan.FromSeconds(30));

        Assert.Equal(200, (await ReadAsync(GetVzlaAsync("api/quantis/v2/search/"))).Status);
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(429, (await ReadAsync(GetVzlaAsync("api/quantis/v2/search/"))).Status);
        Assert.Equal(1001, account.CurrentUsage);
    }

    [Fact]
    public async Task Pictory_shows_a_late_charge_of_a_given_pair()
    {
        var account = Simulator.Pictory.Account(Key);
        account.AiCredits = new QuotaPair(100, 1000);
        account.AiCredits.Spend(50, after: TimeSpan.FromMinutes(5));
        account.VideoMinutes.Spend(2, after: TimeSpan.FromMinutes(5));

        Assert.Equal((100, 98), (account.AiCredits.Used, account.VideoMinutes.Used));
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Contains("150", await BodyAsync(GetPictoryAsync()), StringComparison.Ordinal);
        Assert.Equal((150, 100), (account.AiCredits.Used, account.VideoMinutes.Used));
    }

    [Fact]
    public void A_reset_forgets_late_charges()
    {
        Account.RemainingQuota = 600;
        Account.Spend(2, after: TimeSpan.FromSeconds(30));

        Account.Reset();
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(600, Account.RemainingQuota);
    }

    [Fact]
    public void A_negative_time_or_amount_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Account.Spend(1, TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Account.Spend(-1, TimeSpan.Zero));
    }

    [Fact]
    public async Task The_guard_subtracts_a_charge_until_it_shows()
    {
        var guard = Guard();
        await SpendAsync(guard, shownAfter: TimeSpan.FromSeconds(50));

        // Each answer is newer than the spend. The one that shows the charge may count it twice for as long as the lag, and never not at all.
        var available = new List<decimal?>();
        for (var seconds = 0; seconds < 240; seconds += 20)
        {
            Clock.Advance(TimeSpan.FromSeconds(20));
            await Ledger.ExpireAnswerAsync("heygen", Token);
            available.Add((await guard.GetPositionAsync("heygen", cancellationToken: Token)).Available);
        }

        Assert.All(available, left => Assert.InRange(left!.Value, 0, 8));
        Assert.Equal(8, available[^1]);
    }

    [Theory]
    [InlineData(60, 8)]
    [InlineData(0, 20)]
    public async Task A_lag_that_is_too_short_loses_the_charge(int lagSeconds, decimal expected)
    {
        var guard = Guard(TimeSpan.FromSeconds(lagSeconds));
        await SpendAsync(guard, shownAfter: TimeSpan.FromSeconds(50));
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Ledger.ExpireAnswerAsync("heygen", Token);

        var position = await guard.GetPositionAsync("heygen", cancellationToken: Token);

        Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), position.Available?.ToString("0.##", CultureInfo.InvariantCulture));
    }

    private async Task SpendAsync(QuotaGuard guard, TimeSpan shownAfter)
    {
        var hold = await guard.ReserveAsync(Credits(12), cancellationToken: Token);
        Account.Spend(12, shownAfter);
        await hold.CommitAsync(Token);
    }
}
