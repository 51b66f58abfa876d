using Microsoft.Extensions.Logging;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>A guard over one vendor, on a clock that the test moves.</summary>
public abstract class GuardTest : IDisposable
{
    private readonly List<QuotaClient> _clients = [];

    private protected FakeClock Clock { get; } = new();

    private protected AcmeVendor Vendor { get; } = new(100);

    protected QuotaGuardOptions Options { get; } = new();

    private protected InMemoryQuotaLedger Ledger => field ??= new InMemoryQuotaLedger(Clock);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected static QuotaSpend Credits(decimal amount) => new("acme", amount, QuotaUnit.Credits);

    /// <summary>Creates a guard, as a process does at its start.</summary>
    private protected QuotaGuard Guard(IQuotaLedger? ledger = null, TimeProvider? clock = null, params IQuotaProvider[] others) =>
        Guard(ledger, clock, null, others);

    /// <summary>Creates a guard with a log.</summary>
    private protected QuotaGuard Guard(IQuotaLedger? ledger, TimeProvider? clock, ILogger<QuotaGuard>? log, params IQuotaProvider[] others)
    {
        _clients.Add(new QuotaClient([Vendor, .. others], new QuotaClientOptions { FailureCacheDuration = TimeSpan.Zero }, clock ?? Clock));
        return new QuotaGuard(_clients[^1], ledger ?? Ledger, Options, clock ?? Clock, log);
    }

    public virtual void Dispose()
    {
        _clients.ForEach(c => c.Dispose());
        GC.SuppressFinalize(this);
    }
}
