using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests;

/// <summary>The base of tests that call a vendor: a simulated vzla.io on a loopback socket, with a clock that stands still.</summary>
public abstract class VzlaTest : IAsyncLifetime
{
    protected const string Key = "vzlaio_0123456789abcdef";

    private QuotaSimulator? _simulator;

    private protected FakeClock Clock { get; } = new();

    protected VzlaSimulator Vendor => _simulator!.Vzla;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync(new QuotaSimulatorOptions { TimeProvider = Clock }, Token);
        Vendor.Account(Key);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _simulator!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected VzlaQuotaProvider Provider(
        Uri? address = null, TimeProvider? clock = null, string key = Key, string account = "default", QuotaResilienceOptions? resilience = null)
    {
        var options = new VzlaQuotaOptions { ApiKey = key, Account = account, BaseAddress = address ?? Vendor.BaseAddress, Resilience = resilience ?? new() };
        return new VzlaQuotaProvider(new QuotaProviderContext<VzlaQuotaOptions>(options) { TimeProvider = clock ?? Clock });
    }
}
