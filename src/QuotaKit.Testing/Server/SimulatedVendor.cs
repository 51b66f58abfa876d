using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>What the simulated vendors have in common: an address, a journal of what came, and a script of faults.</summary>
public abstract class SimulatedVendor
{
    private readonly TimeProvider _clock;
    private readonly UnexpectedRequestLog _unexpected;
    private readonly RequestJournal _journal = new();
    private volatile string _pathPrefix = "";

    private protected SimulatedVendor(string name, TimeProvider clock, UnexpectedRequestLog unexpected)
    {
        Name = name;
        _clock = clock;
        _unexpected = unexpected;
    }

    /// <summary>The vendor's id in QuotaKit: <c>heygen</c>, <c>pictory</c> or <c>vzla</c>.</summary>
    public string Name { get; }

    /// <summary>Where the vendor listens: <c>http://127.0.0.1:PORT/</c>, followed by <see cref="PathPrefix"/> when there is one.</summary>
    public Uri BaseAddress => new($"http://127.0.0.1:{Port}{_pathPrefix}/");

    /// <summary>
    /// The path that a gateway would put in front of the vendor's own, such as <c>/gateway/heygen</c>; once set, nothing outside
    /// it is served. The default value is empty.
    /// </summary>
    public string PathPrefix
    {
        get => _pathPrefix;
        set => _pathPrefix = value.Trim('/') is { Length: > 0 } path ? $"/{path}" : "";
    }

    /// <summary>What goes wrong, request by request. Empty at first: everything is answered as the vendor would.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>Every request so far, oldest first, as it is now: a later request needs a new look.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _journal.Requests;

    /// <summary>How many requests have come so far, whatever they were answered.</summary>
    public int RequestCount => _journal.Count;

    internal int Port { get; set; }

    /// <summary>
    /// Completes when <paramref name="count"/> requests in all have arrived, answered or not. The delay of
    /// <see cref="Fault.Delay"/> runs by then, so that a test may turn its clock at once.
    /// </summary>
    /// <param name="count">How many, counted from the start of the simulator.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that is complete already when that many have come.</returns>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default) =>
        _journal.WhenCountAsync(count).WaitAsync(cancellationToken);

    /// <summary>The vendor's normal answer to a path of its own, made when it is called; null when it does not serve that.</summary>
    internal abstract Func<VendorAnswer>? Route(RecordedRequest request, string path);

    /// <summary>What the vendor sends with a status that is not its normal answer; an empty body where its pages show none.</summary>
    internal abstract VendorAnswer ErrorAnswer(int status, RecordedRequest request);

    internal async Task HandleAsync(HttpContext context)
    {
        var request = new RecordedRequest(Name, context.Request, _clock.GetUtcNow());
        var exchange = new Exchange(context, request, status => ErrorAnswer(status, request), _clock);

        if (RouteUnderPrefix(request) is not { } normalAnswer)
        {
            request.Status = StatusCodes.Status501NotImplemented;
            _unexpected.Add(request);
            _journal.Add(request);
            await exchange.SendAsync(VendorAnswer.Text(
                StatusCodes.Status501NotImplemented,
                $"The simulated vendor '{Name}' does not serve {request.Method} {request.Path}")).ConfigureAwait(false);
            return;
        }

        var fault = Faults.Take();

        // Before the journal: whoever waits for this request may turn a fake clock as soon as it is there.
        var delay = fault.StartDelayAsync(exchange);
        _journal.Add(request);

        try
        {
            await delay.ConfigureAwait(false);
            await fault.AnswerAsync(exchange, normalAnswer).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (exchange.Aborted.IsCancellationRequested)
        {
            // The client went away, or the simulator is being disposed: nobody is left to answer.
        }
    }

    private Func<VendorAnswer>? RouteUnderPrefix(RecordedRequest request)
    {
        var prefix = _pathPrefix;
        return request.Path.StartsWith($"{prefix}/", StringComparison.Ordinal) ? Route(request, request.Path[prefix.Length..]) : null;
    }
}
