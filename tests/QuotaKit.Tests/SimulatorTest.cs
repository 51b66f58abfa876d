using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;

namespace QuotaKit.Tests;

/// <summary>A test with the three vendors on loopback sockets, each with one account.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected const string HeyGenKey = "heygen-0123456789abcdef";
    protected const string PictoryKey = "pictai_0123456789abcdef";
    protected const string VzlaKey = "vzlaio_0123456789abcdef";

    private QuotaSimulator? _simulator;

    protected QuotaSimulator Simulator => _simulator!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync(cancellationToken: Token);
        Simulator.HeyGen.Account(HeyGenKey);
        Simulator.Pictory.Account(PictoryKey);
        Simulator.Vzla.Account(VzlaKey);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A configuration that points at the simulators, with these settings on top.</summary>
    protected IConfigurationRoot Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(Simulator.Settings)
            .AddInMemoryCollection(settings.ToDictionary(s => "QuotaKit:" + s.Key, s => s.Value))
            .Build();

    /// <summary>The services of an app that has this configuration and calls AddQuotaKit() and what follows.</summary>
    protected static ServiceProvider App(IConfiguration configuration, Action<IQuotaKitBuilder>? add = null)
    {
        var services = new ServiceCollection().AddSingleton(configuration);
        var builder = services.AddQuotaKit();
        add?.Invoke(builder);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
