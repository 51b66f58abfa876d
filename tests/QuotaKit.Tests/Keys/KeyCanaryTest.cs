using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Keys;

[CollectionDefinition(nameof(KeyCanaryTest), DisableParallelization = true)]
public sealed class WatchesTheWholeProcess;

/// <summary>A test with new keys that watches all output for them. OpenTelemetry and event sources belong to the whole process, so these tests
/// run alone.</summary>
[Collection(nameof(KeyCanaryTest))]
public abstract class KeyCanaryTest : IAsyncLifetime
{
    /// <summary>A read that uses no cached snapshot.</summary>
    protected static readonly QuotaReadOptions Fresh = new() { MaxAge = TimeSpan.Zero };

    /// <summary>The same, but a failure may return the last good snapshot.</summary>
    protected static readonly QuotaReadOptions FreshOrStale = new() { MaxAge = TimeSpan.Zero, AllowStale = true };

    private QuotaSimulator? _simulator;

    private protected KeyCanaryTest()
    {
        Watch = new LeakWatch(Good);
        Logs = new LogWatch(Watch);
        Telemetry = new TelemetryWatch(Watch);
    }

    public static TheoryData<string> Vendors => [.. CanaryVendor.Names];

    protected QuotaSimulator Simulator => _simulator!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Valid keys.</summary>
    private protected IReadOnlyList<KeyCanary> Good { get; } = KeyCanary.OfEachShape();

    /// <summary>Invalid keys, which are never sent. A test that uses them calls <c>Watch.LookFor</c>.</summary>
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

    /// <summary>Creates the services of an app that logs at Trace and calls AddQuotaKit().</summary>
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

    /// <summary>Creates a configuration with the addresses of the simulator and one attempt per call, and with these settings.</summary>
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

    /// <summary>Makes a call, searches its result or its exception for keys, and returns the exception; null when there is none.</summary>
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

    private protected static string JsonText(KeyCanary canary) => System.Text.Json.JsonEncodedText.Encode(canary.Value).Value;

    private protected void Look(string what, object? value) => ObjectWatch.Look(Watch, ObjectWatch.Channel, what, value);

    /// <summary>Asserts that no channel has leaked a key.</summary>
    /// <param name="channels">The channels that must have carried text; a channel without text would prove nothing.</param>
    private protected void AssertNothingLeaked(params string[] channels)
    {
        Telemetry.Flush();
        Watch.AssertNothingLeaked();
        AssertSeen(channels);
    }

    /// <summary>Asserts that no channel has leaked a key, except HttpClient's own trace of an exception, which QuotaKit cannot prevent.</summary>
    private protected void AssertNothingLeakedByQuotaKit(params string[] channels)
    {
        Telemetry.Flush();
        Watch.AssertNothingLeaked(except: TelemetryWatch.Runtime);
        AssertSeen(channels);
        Assert.Contains(Watch.Leaks, l => l.Contains(TelemetryWatch.Runtime, StringComparison.Ordinal));
    }

    private void AssertSeen(string[] channels) =>
        Assert.All(channels, channel => Assert.True(Watch.CountOf(channel) > 0, $"The channel '{channel}' carried no text, so the test proves nothing."));
}
