using QuotaKit.Postgres.Tests.Servers;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests.Faults;

/// <summary>A server of the test's own that is killed and started again.</summary>
public sealed class ServerFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_killed_and_restarted_loses_nothing()
    {
        TestDatabase.SkipUnlessInstalled();
        await using var server = await PostgresServer.StartAsync();
        await using var ledger = new PostgresQuotaLedger(server.ConnectionString);
        await LedgerWork.AnswerAsync(ledger, 1_000_000);
        var work = new LedgerWork();

        var running = work.RunAsync(ledger, callers: 8, pairs: 200, amount: 1);
        for (var i = 0; i < FaultSettings.Kills(3); i++)
        {
            await ledger.BeginAttemptAsync(Token);
            server.Kill();
            await server.RestartAsync();
        }

        await running;
        Assert.Equal(1_600, work.Committed);
        var position = await ledger.GetPositionAsync("acme", null, Token);
        Assert.Equal((0, 1_600), (position!.Held, position.Spent));
    }
}
