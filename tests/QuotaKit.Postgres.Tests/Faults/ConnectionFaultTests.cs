using Npgsql;
using QuotaKit.Postgres.Tests.Servers;

namespace QuotaKit.Postgres.Tests.Faults;

/// <summary>Connections that end at the worst moment. Nothing is lost, and nothing is counted twice.</summary>
public sealed class ConnectionFaultTests(TestDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cut_connection_is_retried_without_a_second_hold(bool isAfterCommit)
    {
        await using var schema = await TestSchema.NewAsync(database);
        var settings = new NpgsqlConnectionStringBuilder(await database.ConnectAsync());
        await using var proxy = new CuttingProxy(settings.Port);
        (settings.Host, settings.Port, settings.NoResetOnClose) = ("127.0.0.1", proxy.Port, true);
        await using var ledger = new PostgresQuotaLedger(settings.ConnectionString, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 1_000_000);
        var cuts = FaultSettings.Kills(20);

        for (var i = 0; i < cuts; i++)
        {
            Cut();
            var reserved = await ledger.ReserveAsync(LedgerWork.Request($"{i}", [LedgerWork.Spend(2)]), Token);
            Assert.Equal((LedgerOutcome.Done, 1), (reserved.Outcome, reserved.Hold!.MadeBy));
            Cut();
            var committed = await ledger.SettleAsync(
                new() { Id = $"{i}", Attempt = 1, Kind = LedgerSettlementKind.Commit, Spends = [LedgerWork.Spend(2)], Actual = [1.5m] }, Token);
            Assert.Equal((LedgerOutcome.Done, false), (committed.Outcome, committed.Hold!.IsFlagged));
        }

        Assert.Equal(2 * cuts, proxy.Cuts);
        var position = await ledger.GetPositionAsync("acme", null, Token);
        Assert.Equal((0, 1.5m * cuts), (position!.Held, position.Spent));
        TestContext.Current.TestOutputHelper?.WriteLine($"PostgreSQL: {proxy.Cuts} connections cut {(isAfterCommit ? "after" : "before")} COMMIT: 0 lost, 0 doubled");

        void Cut()
        {
            if (isAfterCommit)
                proxy.CutAfterCommit();
            else
                proxy.CutBeforeCommit();
        }
    }

    [Fact]
    public async Task Terminated_sessions_lose_nothing()
    {
        await using var schema = await TestSchema.NewAsync(database);
        var settings = new NpgsqlConnectionStringBuilder(await database.ConnectAsync()) { ApplicationName = schema.Name };
        await using var ledger = new PostgresQuotaLedger(settings.ConnectionString, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 1_000_000);
        var work = new LedgerWork();
        var pairs = Math.Max(100, 5 * FaultSettings.Kills(20));

        var running = work.RunAsync(ledger, callers: 8, pairs, amount: 1);
        var ended = 0;
        for (; ended < FaultSettings.Kills(20) && !running.IsCompleted; ended++)
        {
            await schema.ExecuteAsync(
                $"SELECT pg_terminate_backend(pid), pg_sleep(0.02) FROM pg_stat_activity WHERE application_name = '{schema.Name}' ORDER BY random() LIMIT 3");
        }

        await running;
        Assert.Equal(8 * pairs, work.Committed);
        var position = await ledger.GetPositionAsync("acme", null, Token);
        Assert.Equal((0, 8 * pairs), (position!.Held, position.Spent));
        TestContext.Current.TestOutputHelper?.WriteLine($"PostgreSQL: sessions ended {ended} times, {8 * pairs} pairs: 0 lost, 0 doubled");
    }

    [Fact]
    public async Task PgBouncer_in_transaction_mode_works()
    {
        await using var schema = await TestSchema.NewAsync(database);
        var settings = new NpgsqlConnectionStringBuilder(await database.ConnectAsync());
        Assert.SkipUnless(settings.Username == "postgres" && settings.Password is null, "The server of QUOTAKIT_TEST_POSTGRES needs a password.");
        await using var bouncer = await PgBouncer.StartAsync(settings.Port);
        settings.Port = bouncer.Port;
        await using var ledger = new PostgresQuotaLedger(settings.ConnectionString, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 300);
        var work = new LedgerWork();

        await work.RunAsync(ledger, callers: 16, pairs: 20, amount: 1);

        Assert.Equal((300, 0), (work.Committed, work.Errors));
        var position = await ledger.GetPositionAsync("acme", null, Token);
        Assert.Equal((0, 300), (position!.Held, position.Spent));
    }
}
