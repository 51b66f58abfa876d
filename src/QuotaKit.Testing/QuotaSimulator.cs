namespace QuotaKit.Testing;

/// <summary>
/// HeyGen, Pictory and vzla.io, simulated on loopback sockets of their own. An app whose configuration holds
/// <see cref="Settings"/> talks to them instead of the real vendors, over real HTTP, and needs no other change.
/// </summary>
/// <remarks>
/// A vendor knows the accounts that the test opened with <c>Account(key)</c> and refuses every other key. What a vendor does not
/// serve is a mistake of the app or of the test: it is answered 501, and disposing the simulator throws
/// <see cref="UnexpectedRequestException"/>.
/// </remarks>
public sealed class QuotaSimulator : IAsyncDisposable
{
    private readonly UnexpectedRequestLog _unexpected = new();
    private readonly LoopbackServer _server;

    private QuotaSimulator(TimeProvider clock)
    {
        HeyGen = new HeyGenSimulator(clock, _unexpected);
        Pictory = new PictorySimulator(clock, _unexpected);
        Vzla = new VzlaSimulator(clock, _unexpected);
        _server = new LoopbackServer([HeyGen, Pictory, Vzla]);
    }

    /// <summary>HeyGen: <c>/v2/user/remaining_quota</c> and <c>/v3/users/me</c>.</summary>
    public HeyGenSimulator HeyGen { get; }

    /// <summary>Pictory: <c>/pictoryapis/v1/quota</c>.</summary>
    public PictorySimulator Pictory { get; }

    /// <summary>vzla.io: <c>/api/quantis/v2/me/quota/</c>, and everything else under <c>/api/quantis/v2/</c> as billable calls.</summary>
    public VzlaSimulator Vzla { get; }

    /// <summary>
    /// The settings that point an app at the simulated vendors, such as <c>QuotaKit:HeyGen:BaseAddress</c>: give them to
    /// <c>configuration.AddInMemoryCollection(simulator.Settings)</c>. Keys are not among them: a test decides which the app has.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["QuotaKit:HeyGen:BaseAddress"] = HeyGen.BaseAddress.AbsoluteUri,
        ["QuotaKit:Pictory:BaseAddress"] = Pictory.BaseAddress.AbsoluteUri,
        ["QuotaKit:Vzla:BaseAddress"] = Vzla.BaseAddress.AbsoluteUri,
    };

    /// <summary>What came that no vendor serves and <see cref="ThrowIfUnexpected"/> has not reported yet, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> UnexpectedRequests => _unexpected.Requests;

    /// <summary>Starts the vendors, each on a free port of 127.0.0.1.</summary>
    /// <param name="options">How they run; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running vendors. Dispose it at the end of the test, with <c>await using</c>.</returns>
    public static async Task<QuotaSimulator> StartAsync(
        QuotaSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var simulator = new QuotaSimulator((options ?? new QuotaSimulatorOptions()).TimeProvider);
        try
        {
            await simulator._server.StartAsync(cancellationToken).ConfigureAwait(false);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Throws when something came that no vendor serves. What it reports counts as seen: a test that expects such a request
    /// asks here, and disposing does not throw for it again.
    /// </summary>
    /// <exception cref="UnexpectedRequestException">Something came that no vendor serves.</exception>
    public void ThrowIfUnexpected()
    {
        if (_unexpected.TakeAll() is { Count: > 0 } requests)
            throw new UnexpectedRequestException(requests);
    }

    /// <summary>Stops the vendors at once, aborting what still waits for an answer.</summary>
    /// <exception cref="UnexpectedRequestException">Something came that no vendor serves.</exception>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        ThrowIfUnexpected();
    }
}
