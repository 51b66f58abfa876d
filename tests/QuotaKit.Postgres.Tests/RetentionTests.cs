using QuotaKit.Postgres.Tests.Faults;
using QuotaKit.Postgres.Tests.Servers;

namespace QuotaKit.Postgres.Tests;

public sealed class RetentionTests(TestDatabase database)
{
    private static readonly DateTimeOffset _start = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settled_reservations_are_forgotten_after_the_retention()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options with { Retention = TimeSpan.FromDays(30) });
        await ledger.BeginAttemptAsync(Token);
        await schema.FreezeClockAsync(_start);
        await LedgerWork.AnswerAsync(ledger, 100);
        await PairAsync(ledger, "old");
        await schema.SetClockAsync(_start.AddDays(29));
        await LedgerWork.AnswerAsync(ledger, 100);
        await PairAsync(ledger, "newer");
        Assert.NotNull(await ledger.FindAsync("old", Token));
        await schema.SetClockAsync(_start.AddDays(31));
        await LedgerWork.AnswerAsync(ledger, 100);

        await PairAsync(ledger, "newest");

        Assert.Null(await ledger.FindAsync("old", Token));
        Assert.NotNull(await ledger.FindAsync("newer", Token));
        Assert.Equal(0L, await schema.ReadAsync<long>($"SELECT count(*) FROM {schema.Name}.lines WHERE hold = 'old'"));
    }

    private static async Task PairAsync(PostgresQuotaLedger ledger, string id)
    {
        LedgerSpend[] spends = [LedgerWork.Spend(1)];
        Assert.Equal(LedgerOutcome.Done, (await ledger.ReserveAsync(LedgerWork.Request(id, spends), Token)).Outcome);
        var commit = new LedgerSettlement { Id = id, Attempt = 1, Kind = LedgerSettlementKind.Commit, Spends = spends };
        Assert.Equal(LedgerOutcome.Done, (await ledger.SettleAsync(commit, Token)).Outcome);
    }
}
