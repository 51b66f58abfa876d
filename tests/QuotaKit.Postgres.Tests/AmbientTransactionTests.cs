using System.Transactions;
using QuotaKit.Postgres.Tests.Faults;
using QuotaKit.Postgres.Tests.Servers;

namespace QuotaKit.Postgres.Tests;

/// <summary>Calls inside a transaction scope of the app, over its own data source, which enlists in it.</summary>
public sealed class AmbientTransactionTests(TestDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, IsolationLevel.ReadCommitted)]
    [InlineData(false, IsolationLevel.ReadCommitted)]
    [InlineData(false, IsolationLevel.Serializable)]
    public async Task Hold_stays_when_the_app_rolls_back(bool isNewSchema, IsolationLevel level)
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        if (!isNewSchema)
            await ledger.BeginAttemptAsync(Token);

        var options = new TransactionOptions { IsolationLevel = level };
        using (new TransactionScope(TransactionScopeOption.Required, options, TransactionScopeAsyncFlowOption.Enabled))
        {
            await LedgerWork.AnswerAsync(ledger, 100);
            await ReserveAsync(ledger, "a");
            Assert.NotNull(Transaction.Current);
        }

        Assert.Equal(QuotaReservationState.Held, (await ledger.FindAsync("a", Token))?.State);
    }

    [Fact]
    public async Task Scope_of_one_thread_or_completed_already_does_no_harm()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 100);

        // No await: the scope belongs to this thread.
        using (new TransactionScope())
        {
            var ambient = Transaction.Current;
            var reserving = ReserveAsync(ledger, "a");
            Assert.Same(ambient, Transaction.Current);
#pragma warning disable xUnit1031
            reserving.GetAwaiter().GetResult();
#pragma warning restore xUnit1031
            Assert.Same(ambient, Transaction.Current);
        }

        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            scope.Complete();
            await ReserveAsync(ledger, "b");
        }

        Assert.Equal(QuotaReservationState.Held, (await ledger.FindAsync("a", Token))?.State);
        Assert.Equal(QuotaReservationState.Held, (await ledger.FindAsync("b", Token))?.State);
    }

    private static async Task ReserveAsync(PostgresQuotaLedger ledger, string id) =>
        Assert.Equal(LedgerOutcome.Done, (await ledger.ReserveAsync(LedgerWork.Request(id, [LedgerWork.Spend(1)]), Token)).Outcome);
}
