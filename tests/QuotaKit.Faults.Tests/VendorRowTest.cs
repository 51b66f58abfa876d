using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Faults.Tests;

/// <summary>A row of the table of faults that goes through the vendors, simulated on loopback sockets, with a clock that stands still.</summary>
public abstract class VendorRowTest : IAsyncLifetime
{
    // Real time, for what must come by itself; reached only by a test that fails.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly Stack<IDisposable> _opened = [];
    private QuotaSimulator? _simulator;

    private protected FakeClock Clock { get; } = new();

    protected QuotaSimulator Simulator => _simulator!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Retries as always, but without anybody having to wait for them.</summary>
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

    /// <summary>A provider on the clock that stands still, for as long as the test.</summary>
    protected IQuotaProvider Provider(
        string id, QuotaResilienceOptions? resilience = null, TimeProvider? clock = null, HttpClient? client = null, string? key = null)
    {
        var provider = FaultVendor.Of(id).Create(Server(id).BaseAddress, resilience, clock ?? Clock, client, key);
        Keep((IDisposable)provider);
        return provider;
    }

    /// <summary>A client over these providers on the clock that stands still, for as long as the test.</summary>
    protected QuotaClient Client(params IEnumerable<IQuotaProvider> providers) => Keep(new QuotaClient(providers, timeProvider: Clock));

    /// <summary>Disposes of something at the end of the test, the last that was opened first.</summary>
    protected T Keep<T>(T opened)
        where T : IDisposable
    {
        _opened.Push(opened);
        return opened;
    }

    /// <summary>One call that fails whatever is tried, without waiting in between; the attempts that the error tells are those that the server saw.</summary>
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

    /// <summary>One call that is answered with this at first.</summary>
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

    /// <summary>Turns the clock from one wait between attempts to the next until the call has ended.</summary>
    private protected async Task<T> DriveAsync<T>(Task<T> call)
    {
        // Longer than any wait between three attempts, shorter than any time-out.
        var backoff = TimeSpan.FromSeconds(2);
        while (await Bounded(Task.WhenAny(call, Clock.TimerAsync(due => due <= backoff))) != call)
            Clock.Advance(backoff);
        return await call;
    }

    /// <summary>Waits for what must come without the clock being turned.</summary>
    protected static Task<T> Bounded<T>(Task<T> task) => task.WaitAsync(_patience, Token);

    protected static Task Bounded(Task task) => task.WaitAsync(_patience, Token);
}
