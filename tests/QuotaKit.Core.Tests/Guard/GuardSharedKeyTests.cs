namespace QuotaKit.Core.Tests.Guard;

/// <summary>Accounts that have the same key.</summary>
public sealed class GuardSharedKeyTests : VzlaTest
{
    private const int SameKey = 20;

    [Fact]
    public void Same_key_in_two_wallets_is_warned_of_once()
    {
        var warning = Assert.Single(Warnings(new()));

        Assert.Equal(
            "vzla and vzla/b have the same key, but the guard counts their balances separately, so that they can be spent twice. "
            + "Set QuotaKit:Guard:Accounts:vzla/b:Wallet to vzla",
            warning);
        Assert.DoesNotContain(Key, warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_key_in_one_wallet_is_fine() =>
        Assert.Empty(Warnings(new() { Accounts = { ["vzla/b"] = new() { Wallet = "Vzla" } } }));

    [Fact]
    public void Other_key_or_other_address_is_fine()
    {
        using var events = new GuardEvents("none");
        using var client = new QuotaClient([Provider(), Provider(key: Key + "x", account: "b"), Provider(new("https://127.0.0.1:9/"), account: "c")]);

        _ = new QuotaGuard(client, logger: events);

        Assert.Empty(events.Logged(SameKey));
    }

    [Fact]
    public void Identity_of_a_key_does_not_print_it() =>
        Assert.Equal("KeyIdentity", new KeyIdentity("vzla", Vendor.BaseAddress, Key).ToString());

    private IReadOnlyList<string> Warnings(QuotaGuardOptions options)
    {
        using var events = new GuardEvents("none");
        using var client = new QuotaClient([Provider(), Provider(account: "b"), Provider(key: Key + "x", account: "c")]);
        _ = new QuotaGuard(client, options: options, logger: events);
        return events.Logged(SameKey);
    }
}
