using QuotaKit.Testing;

namespace QuotaKit.Samples.Tests;

/// <summary>A test that runs samples against simulated vendors.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected const string Key = "pictai_canary-9b41e6d2";

    private QuotaSimulator? _simulator;

    protected QuotaSimulator Simulator => _simulator ?? throw new InvalidOperationException("Not started.");

    /// <summary>The variables with the keys of all three vendors.</summary>
    protected static IReadOnlyDictionary<string, string> Keys { get; } = new Dictionary<string, string>
    {
        ["HEYGEN_API_KEY"] = Key,
        ["PICTORY_API_KEY"] = Key,
        ["VZLA_API_KEY"] = Key,
    };

    /// <summary>The variables that point a host at the simulator.</summary>
    protected IReadOnlyDictionary<string, string> Settings =>
        Simulator.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);

    public virtual async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Simulator.HeyGen.Account(Key);
        Simulator.Pictory.Account(Key);
        Simulator.Vzla.Account(Key);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_simulator is not null)
            await _simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
