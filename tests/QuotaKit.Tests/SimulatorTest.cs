using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Testing;

namespace QuotaKit.Tests;

/// <summary>A test with the three simulated vendors on loopback sockets, each with one account.</summary>
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

    /// <summary>Creates a configuration with the addresses of the simulators, and with these settings.</summary>
    protected IConfigurationRoot Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(Simulator.Settings)
            .AddInMemoryCollection(settings.ToDictionary(s => "QuotaKit:" + s.Key, s => s.Value))
            .Build();

    /// <summary>Creates the services of an app that has this configuration and calls AddQuotaKit().</summary>
    protected static ServiceProvider App(IConfiguration configuration, Action<IQuotaKitBuilder>? add = null)
    {
        var services = new ServiceCollection().AddSingleton(configuration);
        var builder = services.AddQuotaKit();
        add?.Invoke(builder);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>Validates the settings as a host does when it starts, and returns the failure.</summary>
    protected static QuotaConfigurationException StartFailure(ServiceProvider app) =>
        Assert.Throws<QuotaConfigurationException>(app.GetRequiredService<IStartupValidator>().Validate);
}
