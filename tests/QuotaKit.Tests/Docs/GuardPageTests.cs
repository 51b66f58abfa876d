// The examples are for readers without a TestContext.
#pragma warning disable xUnit1051
using QuotaKit.HeyGen;

namespace QuotaKit.Tests.Docs;

/// <summary>Runs the examples of docs/guard.md.</summary>
public sealed class GuardPageTests : SimulatorTest
{
    [Fact]
    public async Task Reserve_render_commit()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress });
        using var client = new QuotaClient([heygen]);

        var folder = Directory.CreateTempSubdirectory("quotakit-");
        var path = Path.Combine(folder.FullName, "quota.db");

        await using var ledger = new SqliteQuotaLedger(path);
        var guard = new QuotaGuard(client, ledger);

        var hold = await guard.ReserveAsync(new("heygen", 12, QuotaUnit.Credits));  // throws InsufficientQuotaException
        await RenderAsync(idempotencyKey: hold.Id);
        await hold.CommitAsync(actual: 11.5m);

        Assert.Equal(QuotaReservationState.Committed, hold.State);
        var position = await guard.GetPositionAsync("heygen");
        Assert.Equal((0, 11.5m, 39074.2m - 11.5m), (position.Held, position.Spent, position.Available));
        await ledger.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Spend_in_one_call()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress });
        using var client = new QuotaClient([heygen]);
        var guard = new QuotaGuard(client);

        await guard.SpendAsync(new("heygen", 12, QuotaUnit.Credits), (hold, ct) => RenderAsync(hold.Id, ct));

        Assert.Equal(12, (await guard.GetPositionAsync("heygen")).Spent);
    }

    private static Task RenderAsync(string idempotencyKey, CancellationToken cancellationToken = default)
    {
        Assert.NotEmpty(idempotencyKey);
        return Task.CompletedTask;
    }
}
