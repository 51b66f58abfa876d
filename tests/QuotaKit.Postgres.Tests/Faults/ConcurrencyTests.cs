using QuotaKit.Postgres.Tests.Servers;

namespace QuotaKit.Postgres.Tests.Faults;

/// <summary>Several connections at the same time. Nothing is overspent, and no call waits for another in a circle.</summary>
public sealed class ConcurrencyTests(TestDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_of_one_account_spend_it_exactly()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 100);
        var work = new LedgerWork();

        await work.RunAsync(ledger, callers: 16, pairs: 50, amount: 0.3m);

        Assert.Equal((99.9m, 0), (work.Committed, work.Errors));
        var position = await ledger.GetPositionAsync("acme", null, Token);
        Assert.Equal((0, 99.9m), (position!.Held, position.Spent));
    }

    [Fact]
    public async Task Five_at_once_for_all_that_is_left_grant_one()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 100);

        var decisions = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => ledger.ReserveAsync(
            LedgerWork.Request($"{i}", [LedgerWork.Spend(100)]), Token).AsTask()));

        Assert.Single(decisions, d => d.Outcome == LedgerOutcome.Done);
    }

    [Fact]
    public async Task Two_wallets_in_both_orders_never_deadlock()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 1_000, "acme");
        await LedgerWork.AnswerAsync(ledger, 1_000, "other");
        var work = new LedgerWork();

        await work.RunAsync(ledger, callers: 12, pairs: 20, amount: 0, id => id[^1] % 2 == 0
            ? [LedgerWork.Spend(1, "acme"), LedgerWork.Spend(1, "other")]
            : [LedgerWork.Spend(1, "other"), LedgerWork.Spend(1, "acme")]);

        Assert.Equal((480, 0), (work.Committed, work.Errors));
        Assert.Equal(0L, await schema.ReadAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Fact]
    public async Task Same_id_at_once_is_one_reservation()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 100, "acme");
        await LedgerWork.AnswerAsync(ledger, 100, "other");

        for (var i = 0; i < 20; i++)
        {
            // Other wallets, so other locks: only the unique id stands between them.
            var decisions = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => ledger.ReserveAsync(
                LedgerWork.Request($"{i}", [LedgerWork.Spend(1, n % 2 == 0 ? "acme" : "other")], attempt: n + 1), Token).AsTask()));

            Assert.Equal([LedgerOutcome.Done, LedgerOutcome.Done, LedgerOutcome.Conflict, LedgerOutcome.Conflict], decisions.Select(d => d.Outcome).Order());
        }

        var (acme, other) = (await ledger.GetPositionAsync("acme", null, Token), await ledger.GetPositionAsync("other", null, Token));
        Assert.Equal(20, acme!.Held + other!.Held);
    }

    [Fact]
    public async Task Only_one_of_many_polls()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);

        var polls = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ledger.BeginPollAsync("acme", null, Token).AsTask()));

        Assert.Single(polls, p => p.Ticket is not null);
    }

    [Fact]
    public async Task Ledgers_that_start_together_create_one_schema()
    {
        await using var schema = await TestSchema.NewAsync(database);
        var ledgers = Enumerable.Range(0, 8).Select(_ => new PostgresQuotaLedger(schema.Source, schema.Options)).ToArray();

        var attempts = await Task.WhenAll(ledgers.Select(l => l.BeginAttemptAsync(Token).AsTask()));

        Assert.Equal(8, attempts.Distinct().Count());
        Assert.All(attempts, a => Assert.True(a > 1));
    }
}
