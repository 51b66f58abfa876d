using QuotaKit.Tests.Shared;

namespace QuotaKit.Sqlite.Tests;

public sealed class SqliteLedgerTests : LedgerContract
{
    private readonly TempFolder _folder = new();
    private SqliteQuotaLedger? _ledger;

    protected override Task<IQuotaLedger> CreateAsync(TimeProvider clock) =>
        Task.FromResult<IQuotaLedger>(_ledger = new SqliteQuotaLedger(_folder.File("quota.db"), clock));

    protected override async ValueTask DisposeLedgerAsync()
    {
        await _ledger!.DisposeAsync();
        _folder.Dispose();
    }
}
