using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Faults.Tests;

/// <summary>Base class for rows of docs/faults.md that run against the simulated vendors. The clock moves only when a test moves it.</summary>
public abstract class VendorRowTest : IAsyncLifetime
{
    // Real time. Only a failing test waits this long.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly Stack<IDisposable> _opened = [];
    private QuotaSimulator? _simulator;

    private protected FakeClock Clock { get; } = new();

    protected QuotaSimulator Simulator => _simulator!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The default retries, with next to no wait in between.</summary>
    protected static QuotaResilienceOptions AtOnce => new() { BaseDelay = TimeSpan.FromTicks(1) };

    public async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync(new QuotaSimulatorOptions { TimeProvider = Clock }, Token);
        Simulator.HeyGen.Account(FaultVendor.Of("heygen").Key);
        Simulator.Pictory.Account(FaultVendor.Of("pictory").Key);
        Simulator.Vzla.Account(FaultVendor.Of("vzla").Key);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected SimulatedVendor Server(string id) => FaultVendor.Of(id).In(Simulator);

    /// <summary>Creates a provider that uses <see cref="Clock"/> unless another clock is given. The test disposes it at its end.</summary>
    protected IQuotaProvider Provider(
        string id, QuotaResilienceOptions? resilience = null, TimeProvider? clock = null, HttpClient? client = null, string? key = null)
    {
        var provider = FaultVendor.Of(id).Create(Server(id).BaseAddress, resilience, clock ?? Clock, client, key);
        Keep((IDisposable)provider);
        return provider;
    }

    /// <summary>Creates a client of these providers that uses <see cref="Clock"/>. The test disposes it at its end.</summary>
    protected QuotaClient Client(params IEnumerable<IQuotaProvider> providers) => Keep(new QuotaClient(providers, timeProvider: Clock));

    /// <summary>Registers an object to be disposed at the end of the test, in reverse order.</summary>
    protected T Keep<T>(T opened)
        where T : IDisposable
    {
        _opened.Push(opened);
        return opened;
    }

    /// <summary>Calls a new provider while the vendor always answers with this fault, and returns the error. Checks that its attempts are the requests
    /// that the server has seen.</summary>
    protected async Task<QuotaException> FailureAsync(string id, Fault fault)
    {
        Server(id).Faults.Always(fault);
        var provider = Provider(id, AtOnce, TimeProvider.System);
        var before = Server(id).RequestCount;

        var error = await FailureOf(provider);

        Assert.Equal(Server(id).RequestCount - before, error.Attempts);
        Assert.Equal((id, "default"), (error.Provider, error.Account));
        return error;
    }

    /// <summary>Calls a new provider, answers the request with this fault and returns the snapshot. Checks that there was one request.</summary>
    protected async Task<QuotaSnapshot> SnapshotAsync(string id, Fault fault)
    {
        Server(id).Faults.Enqueue(fault);
        var provider = Provider(id, AtOnce, TimeProvider.System);

        var snapshot = await provider.GetQuotaAsync(Token);

        Assert.Equal(1, Server(id).RequestCount);
        return snapshot;
    }

    protected static Task<QuotaException> FailureOf(IQuotaProvider provider) => FailureOf(provider.GetQuotaAsync(Token));

    protected static Task<QuotaException> FailureOf(Task<QuotaSnapshot> call) => Assert.ThrowsAsync<QuotaException>(() => Bounded(call));

    /// <summary>Moves the clock over each wait between attempts until the call has ended.</summary>
    private protected async Task<T> DriveAsync<T>(Task<T> call)
    {
        // Longer than any wait between three attempts, and shorter than any timeout.
        var backoff = TimeSpan.FromSeconds(2);
        while (await Bounded(Task.WhenAny(call, Clock.TimerAsync(due => due <= backoff))) != call)
            Clock.Advance(backoff);
        return await call;
    }

    /// <summary>Waits for a task that must end without the clock being moved, with a limit in real time.</summary>
    protected static Task<T> Bounded<T>(Task<T> task) => task.WaitAsync(_patience, Token);

    protected static Task Bounded(Task task) => task.WaitAsync(_patience, Token);
}
