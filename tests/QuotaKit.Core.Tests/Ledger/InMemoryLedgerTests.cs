using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Ledger;

public sealed class InMemoryLedgerTests : LedgerContract
{
    protected override Task<IQuotaLedger> CreateAsync(TimeProvider clock) => Task.FromResult<IQuotaLedger>(new InMemoryQuotaLedger(clock));
}
