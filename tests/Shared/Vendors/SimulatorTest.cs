using QuotaKit.Testing;

namespace QuotaKit.Tests.Vendors;

/// <summary>The base of tests that call the simulated vendors on loopback sockets. Each test has its own.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private QuotaSimulator? _simulator;

    protected QuotaSimulator Simulator => _simulator ?? throw new InvalidOperationException("Not started.");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The clock of the simulated vendors.</summary>
    protected virtual TimeProvider VendorClock => TimeProvider.System;

    /// <summary>The default retries with almost no delay.</summary>
    protected static QuotaResilienceOptions Impatient => new() { BaseDelay = TimeSpan.FromMilliseconds(1) };

    public async ValueTask InitializeAsync() =>
        _simulator = await QuotaSimulator.StartAsync(new QuotaSimulatorOptions { TimeProvider = VendorClock }, Token);

    public virtual async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lists the paths of all requests that the vendor received, in order.</summary>
    protected static string[] PathsOf(SimulatedVendor vendor)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        return [.. vendor.Requests.Select(r => r.Path)];
    }

    /// <summary>Reads the quota, which must fail, and returns the error.</summary>
    protected static Task<QuotaException> FailureOf(IQuotaProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
    }
}
