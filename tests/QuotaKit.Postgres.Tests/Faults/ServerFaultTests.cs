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

        var kills = FaultSettings.Kills(3);
        var pairs = 70 * kills;

        var running = work.RunAsync(ledger, callers: 8, pairs, amount: 1);
        for (var i = 0; i < kills; i++)
        {
            await ledger.BeginAttemptAsync(Token);
            server.Kill();
            await server.RestartAsync();
        }

        await running;
        Assert.Equal(8 * pairs, work.Committed);
        var position = await ledger.GetPositionAsync("acme", null, Token);
        Assert.Equal((0, 8 * pairs), (position!.Held, position.Spent));
        TestContext.Current.TestOutputHelper?.WriteLine($"PostgreSQL: server killed {kills} times, {8 * pairs} pairs: 0 lost, 0 doubled");
    }
}
