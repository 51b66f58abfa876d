using QuotaKit.Testing;

namespace QuotaKit.Tests.Vendors;

/// <summary>The vendors on real sockets, for one test.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private QuotaSimulator? _simulator;

    protected QuotaSimulator Simulator => _simulator ?? throw new InvalidOperationException("Not started.");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The clock of the vendors.</summary>
    protected virtual TimeProvider VendorClock => TimeProvider.System;

    /// <summary>Retries as always, but without anybody having to wait for them.</summary>
    protected static QuotaResilienceOptions Impatient => new() { BaseDelay = TimeSpan.FromMilliseconds(1) };

    public async ValueTask InitializeAsync() =>
        _simulator = await QuotaSimulator.StartAsync(new QuotaSimulatorOptions { TimeProvider = VendorClock }, Token);

    public virtual async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The paths asked for so far, in order: attempts are counted at the server.</summary>
    protected static string[] PathsOf(SimulatedVendor vendor)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        return [.. vendor.Requests.Select(r => r.Path)];
    }

    protected static Task<QuotaException> FailureOf(IQuotaProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));
    }
}
