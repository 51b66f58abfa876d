using QuotaKit.Postgres.Tests.Servers;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests;

/// <summary>The contract of all ledgers. The database's clock stands still, like that of the tests.</summary>
public sealed class PostgresLedgerTests(TestDatabase database) : LedgerContract
{
    private TestSchema? _schema;
    private PostgresQuotaLedger? _ledger;

    // Each is a few round trips.
    protected override int RandomOperations => 2_000;

    protected override int Histories => 10;

    protected override async Task<IQuotaLedger> CreateAsync(TimeProvider clock)
    {
        _schema = await TestSchema.NewAsync(database);
        // The random calls move the clock by days, and their model forgets nothing.
        _ledger = new PostgresQuotaLedger(_schema.Source, _schema.Options with { Retention = TimeSpan.FromDays(36_500) });
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
