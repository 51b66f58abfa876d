// The example is for readers without a TestContext.
#pragma warning disable xUnit1051
using System.Security.Cryptography;
using System.Text;
using QuotaKit.HeyGen;

namespace QuotaKit.Tests.Docs;

/// <summary>Runs the example of docs/scale.md.</summary>
public sealed class ScalePageTests : SimulatorTest
{
    [Fact]
    public async Task Each_wallet_has_one_of_two_ledgers()
    {
        using var main = Provider();
        using var team = Provider("team-a");
        using var client = new QuotaClient([main, team]);
        var (first, second) = (new InMemoryQuotaLedger(), new InMemoryQuotaLedger());

        QuotaGuard[] guards = [new(client, first), new(client, second)];

        // The same in every process, unlike string.GetHashCode.
        QuotaGuard GuardOf(string wallet) => guards[SHA256.HashData(Encoding.UTF8.GetBytes(wallet.ToLowerInvariant()))[0] % guards.Length];

        var hold = await GuardOf("heygen/team-a").ReserveAsync(new("heygen/team-a", 12, QuotaUnit.Credits));

        await GuardOf("heygen").ReserveAsync(new("heygen", 5, QuotaUnit.Credits));
        Assert.Same(GuardOf("heygen/team-a"), GuardOf("HeyGen/Team-A"));
        // The hashes of these two names lead to different ledgers.
        Assert.NotNull(await first.FindAsync(hold.Id));
        Assert.Null(await second.FindAsync(hold.Id));
        Assert.Equal(["heygen/team-a"], await HeldAsync(first));
        Assert.Equal(["heygen"], await HeldAsync(second));
    }

    private HeyGenQuotaProvider Provider(string account = "default") =>
        new(new HeyGenQuotaOptions { ApiKey = HeyGenKey, Account = account, BaseAddress = Simulator.HeyGen.BaseAddress });

    private static async Task<List<string>> HeldAsync(InMemoryQuotaLedger ledger)
    {
        List<string> accounts = [];
        await foreach (var hold in ledger.ListAsync())
            accounts.AddRange(hold.Lines.Select(l => l.Spend.Account));
        return accounts;
    }
}
