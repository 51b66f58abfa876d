// The examples are for readers without a TestContext.
#pragma warning disable xUnit1051
using QuotaKit.HeyGen;
using QuotaKit.Postgres.Tests.Servers;
using QuotaKit.Testing;

namespace QuotaKit.Postgres.Tests.Docs;

/// <summary>Runs the example of the package's README.</summary>
public sealed class ReadmeTests(TestDatabase database)
{
    [Fact]
    public async Task Guard_with_PostgreSQL()
    {
        await using var simulator = await QuotaSimulator.StartAsync();
        simulator.HeyGen.Account("heygen-0123456789");
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = "heygen-0123456789", BaseAddress = simulator.HeyGen.BaseAddress });
        using var client = new QuotaClient([heygen]);
        var connectionString = await database.ConnectAsync();

        await using var ledger = new PostgresQuotaLedger(connectionString);
        var guard = new QuotaGuard(client, ledger);

        var hold = await guard.ReserveAsync(new("heygen", 12, QuotaUnit.Credits));
        await hold.CommitAsync();

        Assert.Equal(QuotaReservationState.Committed, hold.State);
        Assert.Equal([12m], hold.Actual);
    }
}
