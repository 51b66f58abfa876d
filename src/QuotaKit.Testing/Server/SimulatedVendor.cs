using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>A vendor simulated on a loopback socket: its address, the requests that it received, and a script of faults.</summary>
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

    /// <summary>The vendor's id in QuotaKit, such as <c>heygen</c>.</summary>
    public string Name { get; }

    /// <summary>The address that the vendor listens on: <c>http://127.0.0.1:PORT/</c>, followed by <see cref="PathPrefix"/> when there is one.</summary>
    public Uri BaseAddress => new($"http://127.0.0.1:{Port}{_pathPrefix}/");

    /// <summary>
    /// The path that a gateway puts in front of the vendor's own paths, such as <c>/gateway/heygen</c>. Once it is set, the vendor serves
    /// nothing outside it. The default value is empty.
    /// </summary>
    public string PathPrefix
    {
        get => _pathPrefix;
        set => _pathPrefix = value.Trim('/') is { Length: > 0 } path ? $"/{path}" : "";
    }

    /// <summary>The faults, request by request. It is empty at first: every request gets the vendor's normal response.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>A copy of the list of all requests so far, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _journal.Requests;

    /// <summary>The number of requests so far, whatever the response was.</summary>
    public int RequestCount => _journal.Count;

    internal int Port { get; set; }

    /// <summary>
    /// Completes when <paramref name="count"/> requests have arrived in all, even if they have no response yet. The delay of
    /// <see cref="Fault.Delay"/> has started by then, so a test may move its clock at once.
    /// </summary>
    /// <param name="count">The number of requests since the start of the simulator.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes at once when that many have arrived already.</returns>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken = default) =>
        _journal.WhenCountAsync(count).WaitAsync(cancellationToken);

    /// <summary>Finds the vendor's normal response to a request; null when the vendor does not serve the path.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">Its path without <see cref="PathPrefix"/>.</param>
    /// <returns>A function that makes the response when it is called.</returns>
    internal abstract Func<VendorResponse>? Route(RecordedRequest request, string path);

    /// <summary>Makes the vendor's response with an error status. The body is empty where its documentation shows none.</summary>
    internal abstract VendorResponse ErrorResponse(int status, RecordedRequest request);

    internal async Task HandleAsync(HttpContext context)
    {
        var request = new RecordedRequest(Name, context.Request, _clock.GetUtcNow());
        var exchange = new Exchange(context, request, status => ErrorResponse(status, request), _clock);

        if (RouteUnderPrefix(request) is not { } normalResponse)
        {
            request.Status = StatusCodes.Status501NotImplemented;
            _unexpected.Add(request);
            _journal.Add(request);
            await exchange.SendAsync(VendorResponse.Text(
                StatusCodes.Status501NotImplemented,
                $"The simulated vendor '{Name}' does not serve {request.Method} {request.Path}")).ConfigureAwait(false);
            return;
        }

        var fault = Faults.Take();

        // The delay starts before the request is recorded, because a test that waits for the request may then move a fake clock at once.
        var delay = fault.StartDelayAsync(exchange);
        _journal.Add(request);

        try
        {
            await delay.ConfigureAwait(false);
            await fault.RespondAsync(exchange, normalResponse).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (exchange.Aborted.IsCancellationRequested)
        {
            // The client closed the connection, or the simulator is being disposed. There is nobody to respond to.
        }
    }

    private Func<VendorResponse>? RouteUnderPrefix(RecordedRequest request)
    {
        var prefix = _pathPrefix;
        return request.Path.StartsWith($"{prefix}/", StringComparison.Ordinal) ? Route(request, request.Path[prefix.Length..]) : null;
    }
}
