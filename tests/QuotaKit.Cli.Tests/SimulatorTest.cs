using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests;

/// <summary>A test that runs the command against simulated vendors.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected const string Key = "pictai_canary-5f0d2c7e";

    private QuotaSimulator? _simulator;

    protected QuotaSimulator Simulator => _simulator ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Simulator.HeyGen.Account(Key);
        Simulator.Pictory.Account(Key);
        Simulator.Vzla.Account(Key);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<CommandRun> RunWithInputAsync(string arguments, string input, params (string Name, string Value)[] variables) =>
        QuotaKitProcess.RunAsync(arguments, QuotaKitProcess.EnvironmentOf(Simulator, variables), input);

    private protected Task<CommandRun> RunAsync(string arguments, params (string Name, string Value)[] variables) =>
        QuotaKitProcess.RunAsync(arguments, QuotaKitProcess.EnvironmentOf(Simulator, variables));
}
