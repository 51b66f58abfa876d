using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Keys;

[CollectionDefinition(nameof(KeyCanaryTest), DisableParallelization = true)]
public sealed class WatchesTheWholeProcess;

/// <summary>A test with new keys, and everything that could let one out under watch. OpenTelemetry and event sources are the whole
/// process's, so that these tests run alone.</summary>
[Collection(nameof(KeyCanaryTest))]
public abstract class KeyCanaryTest : IAsyncLifetime
{
    private QuotaSimulator? _simulator;

    private protected KeyCanaryTest()
    {
        Watch = new LeakWatch(Good);
        Logs = new LogWatch(Watch);
        Telemetry = new TelemetryWatch(Watch);
    }

    protected QuotaSimulator Simulator => _simulator!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Keys as they should be.</summary>
    private protected IReadOnlyList<KeyCanary> Good { get; } = KeyCanary.OfEachShape();

    /// <summary>What cannot be a key, and so is never sent. A test that uses them has the watch look for them.</summary>
    private protected IReadOnlyList<KeyCanary> Malformed { get; } =
    [
        KeyCanary.Broken("key with a space", " "), KeyCanary.Broken("key with a line break", "\r\nX-Injected: 1\r\n"), KeyCanary.Broken("key with NUL", "\0"),
        KeyCanary.Broken("key with a letter outside ASCII", "é"), KeyCanary.Broken("key with a byte order mark", "\uFEFF"),
        KeyCanary.Broken("key with a scheme", "", before: "Bearer "), KeyCanary.Broken("key that is too long", new string('x', 5000)),
    ];

    private protected LeakWatch Watch { get; }

    private protected LogWatch Logs { get; }

    private protected TelemetryWatch Telemetry { get; }

    public async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync(cancellationToken: Token);
        foreach (var canary in Good)
        {
            Simulator.HeyGen.Account(canary.Value);
            Simulator.Pictory.Account(canary.Value);
            Simulator.Vzla.Account(canary.Value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Telemetry.Dispose();
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An app with logging at Trace that calls AddQuotaKit() and what follows.</summary>
    private protected ServiceProvider App(IConfiguration configuration, Action<IQuotaKitBuilder>? add = null, TimeProvider? clock = null)
    {
        var services = Services().AddSingleton(configuration);
        if (clock is not null)
            services.AddSingleton(clock);
        var builder = services.AddQuotaKit();
        add?.Invoke(builder);
        return services.BuildServiceProvider();
    }

    private protected IServiceCollection Services() => new ServiceCollection().AddLogging(logging =>
    {
        logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
        Telemetry.AddLogs(logging);
    });

    /// <summary>The settings that point an app at the simulator, once per call, with these on top.</summary>
    private protected IConfigurationRoot Configuration(CanaryVendor vendor, params (string Key, string? Value)[] settings)
    {
        (string Key, string? Value)[] own =
        [
            ("Resilience:MaxAttempts", "1"), ("Resilience:BreakAfterFailures", "1000"),
            .. vendor.Id == "heygen" ? [("Version", vendor.Version.ToString())] : ((string, string?)[])[],
            .. settings,
        ];
        return new ConfigurationBuilder()
            .AddInMemoryCollection(Simulator.Settings)
            .AddInMemoryCollection(own.Reverse().DistinctBy(s => s.Key).ToDictionary(s => $"QuotaKit:{vendor.Setting}:{s.Key}", s => s.Value))
            .Build();
    }

    /// <summary>Makes a call and looks at what comes of it: the answer, or the exception.</summary>
    private protected async Task<Exception?> LookAtAsync<T>(string what, Func<Task<T>> call)
    {
        try
        {
            Look(what, await call());
            return null;
        }
        catch (Exception e)
        {
            Look(what, e);
            return e;
        }
    }

    private protected void Look(string what, object? value) => ObjectWatch.Look(Watch, ObjectWatch.Channel, what, value);

    /// <param name="channels">Those through which something must have come.</param>
    private protected void AssertNothingLeaked(params string[] channels)
    {
        Telemetry.Flush();
        Watch.AssertNothingLeaked();
        AssertSeen(channels);
    }

    /// <summary>The same, but HttpClient itself may have traced what it threw: nobody can keep it from that.</summary>
    private protected void AssertNothingLeakedByQuotaKit(params string[] channels)
    {
        Telemetry.Flush();
        Watch.AssertNothingLeaked(except: TelemetryWatch.Runtime);
        AssertSeen(channels);
        Assert.Contains(Watch.Leaks, l => l.Contains(TelemetryWatch.Runtime, StringComparison.Ordinal));
    }

    private void AssertSeen(string[] channels) =>
        Assert.All(channels, channel => Assert.True(Watch.CountOf(channel) > 0, $"Nothing came through '{channel}': it proves nothing."));
}
