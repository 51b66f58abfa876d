using QuotaKit.Postgres.Tests.Servers;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests;

/// <summary>The contract of all ledgers. The database's clock stands still, like that of the tests.</summary>
public sealed class PostgresLedgerTests(TestDatabase database) : LedgerContract
{
    private TestSchema? _schema;
    private PostgresQuotaLedger? _ledger;

    protected override async Task<IQuotaLedger> CreateAsync(TimeProvider clock)
    {
        _schema = await TestSchema.NewAsync(database);
        _ledger = new PostgresQuotaLedger(_schema.Source, _schema.Options);
        await _ledger.BeginAttemptAsync(Token);
        await _schema.FreezeClockAsync(Clock.GetUtcNow());
        return _ledger;
    }

    protected override void Advance(TimeSpan by)
    {
        base.Advance(by);
        _schema!.SetClockAsync(Clock.GetUtcNow()).GetAwaiter().GetResult();
    }

    protected override async ValueTask DisposeLedgerAsync()
    {
        if (_ledger is not null)
            await _ledger.DisposeAsync();
        if (_schema is not null)
            await _schema.DisposeAsync();
    }
}
