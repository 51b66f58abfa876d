namespace QuotaKit.Testing;

/// <summary>
/// HeyGen, Pictory and vzla.io, simulated on loopback sockets of their own. An app whose configuration holds
/// <see cref="Settings"/> talks to them instead of the real vendors, over real HTTP, and needs no other change.
/// </summary>
/// <remarks>
/// A vendor accepts the keys that the test opened an account for with <c>Account(key)</c>, and rejects every other key. A request that a
/// vendor does not serve is a mistake of the app or of the test: it gets status 501, and disposing the simulator throws
/// <see cref="UnexpectedRequestException"/>. For a vendor that is not among the three, use <see cref="EndpointSimulator"/>.
/// </remarks>
/// <example>
/// <code>
/// await using var simulator = await QuotaSimulator.StartAsync();
/// simulator.HeyGen.Account("a-key").RemainingQuota = 600;                         // 10 credits
/// simulator.HeyGen.Faults.Enqueue(Fault.Status(503));                             // the first request fails
///
/// using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = "a-key", BaseAddress = simulator.HeyGen.BaseAddress });
/// var snapshot = await heygen.GetQuotaAsync();
/// </code>
/// </example>
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
    /// The settings that point an app at the simulated vendors, such as <c>QuotaKit:HeyGen:BaseAddress</c>. Give them to
    /// <c>configuration.AddInMemoryCollection(simulator.Settings)</c>. They hold no keys: a test decides which keys the app has.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["QuotaKit:HeyGen:BaseAddress"] = HeyGen.BaseAddress.AbsoluteUri,
        ["QuotaKit:Pictory:BaseAddress"] = Pictory.BaseAddress.AbsoluteUri,
        ["QuotaKit:Vzla:BaseAddress"] = Vzla.BaseAddress.AbsoluteUri,
    };

    /// <summary>The requests that no vendor serves and that <see cref="ThrowIfUnexpected"/> has not reported yet, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> UnexpectedRequests => _unexpected.Requests;

    /// <summary>Starts the vendors, each on a free port of 127.0.0.1.</summary>
    /// <param name="options">The options; null: the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
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
    /// Throws when there was a request that no vendor serves. A test that expects such a request calls this: the request is reported once,
    /// and disposing the simulator does not throw for it again.
    /// </summary>
    /// <exception cref="UnexpectedRequestException">There was a request that no vendor serves.</exception>
    public void ThrowIfUnexpected()
    {
        if (_unexpected.TakeAll() is { Count: > 0 } requests)
            throw new UnexpectedRequestException(requests);
    }

    /// <summary>Stops the vendors at once and aborts the requests that wait for a response.</summary>
    /// <exception cref="UnexpectedRequestException">There was a request that no vendor serves.</exception>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        ThrowIfUnexpected();
    }
}
