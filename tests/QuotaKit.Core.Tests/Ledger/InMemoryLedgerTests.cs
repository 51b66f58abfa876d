using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Ledger;

public sealed class InMemoryLedgerTests : LedgerContract
{
    // The random calls move the clock by days, and their model forgets nothing.
    protected override Task<IQuotaLedger> CreateAsync(TimeProvider clock) =>
        Task.FromResult<IQuotaLedger>(new InMemoryQuotaLedger(clock, TimeSpan.FromDays(36_500)));
}
