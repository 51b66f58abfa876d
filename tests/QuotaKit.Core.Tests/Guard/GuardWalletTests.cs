namespace QuotaKit.Core.Tests.Guard;

/// <summary>Two accounts whose keys spend the same credits.</summary>
public sealed class GuardWalletTests : GuardTest
{
    [Fact]
    public async Task Answer_to_one_key_keeps_the_charges_of_the_other()
    {
        Options.Accounts["acme"] = new() { SettlementLag = TimeSpan.FromMinutes(10), Reserve = 20 };
        Options.Accounts["acme/b"] = new() { Wallet = "acme", SettlementLag = TimeSpan.Zero };
        var guard = Guard(others: new AcmeVendor(100, "acme/b"));
        var hold = await guard.ReserveAsync(Credits(70), cancellationToken: Token);
        await hold.CommitAsync(Token);
        Clock.Advance(TimeSpan.FromMinutes(3));

        // The vendor does not show the charge yet, and 20 credits are never spent.
        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => guard.ReserveAsync(Credits(11) with { Account = "acme/b" }, cancellationToken: Token));

        Assert.Equal((10, 70), (error.Available, error.Held));
    }
}
