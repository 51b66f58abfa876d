using QuotaKit.Tests.Shared;

namespace QuotaKit.Sqlite.Tests;

public sealed class SqliteLedgerTests : LedgerContract
{
    private readonly TempFolder _folder = new();
    private SqliteQuotaLedger? _ledger;

    // Each waits for the disk.
    protected override int RandomOperations => 2_000;

    protected override int Histories => 5;

    // The random calls move the clock by days, and their model forgets nothing.
    protected override Task<IQuotaLedger> CreateAsync(TimeProvider clock) =>
        Task.FromResult<IQuotaLedger>(_ledger = new SqliteQuotaLedger(_folder.File("quota.db"), clock, TimeSpan.FromDays(36_500)));

    protected override async ValueTask DisposeLedgerAsync()
    {
        await _ledger!.DisposeAsync();
        _folder.Dispose();
    }
}
