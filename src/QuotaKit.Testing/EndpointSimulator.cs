using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace QuotaKit.Testing;

/// <summary>Any vendor whose quota is read with GET and a key in a header, simulated on a loopback socket.</summary>
/// <remarks>A request that the vendor does not serve gets status 501, and disposing the simulator throws
/// <see cref="UnexpectedRequestException"/>.</remarks>
/// <example>
/// <code>
/// await using var acme = await EndpointSimulator.StartAsync("acme", keyHeader: "Authorization", keyPrefix: "Token ");
/// acme.Accept("a-key");
/// acme.Serve("v1/usage", """{ "meters": [ { "name": "render_seconds", "used": 7452, "included": 36000 } ] }""");
/// acme.ServeError(401, """{ "error": { "code": "key_unknown" } }""");
/// acme.Faults.Enqueue(Fault.Status(503));
///
/// var provider = AcmeQuota.Registration.CreateProvider("a-key", o => o.BaseAddress = acme.BaseAddress);
/// </code>
/// </example>
public sealed class EndpointSimulator : SimulatedVendor, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<RecordedRequest, string>> _documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _errors = [];
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);
    private readonly string _keyHeader;
    private readonly string _keyPrefix;
    private readonly UnexpectedRequestLog _unexpected;
    private readonly LoopbackServer _server;

    private EndpointSimulator(string name, string keyHeader, string keyPrefix, TimeProvider clock, UnexpectedRequestLog unexpected)
        : base(name, clock, unexpected)
    {
        (_keyHeader, _keyPrefix, _unexpected) = (keyHeader, keyPrefix, unexpected);
        _server = new LoopbackServer([this]);
    }

    /// <summary>The requests that the vendor does not serve and that <see cref="ThrowIfUnexpected"/> has not reported yet, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> UnexpectedRequests => _unexpected.Requests;

    /// <summary>Starts the vendor on a free port of 127.0.0.1. It accepts no key and serves no path yet.</summary>
    /// <param name="name">The vendor's id in QuotaKit, such as <c>"acme"</c>.</param>
    /// <param name="keyHeader">The header that holds the key, such as <c>"x-api-key"</c>.</param>
    /// <param name="keyPrefix">The text before the key, including its space: <c>"Bearer "</c>. The default value is empty.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running vendor. Dispose it at the end of the test, with <c>await using</c>.</returns>
    public static async Task<EndpointSimulator> StartAsync(
        string name, string keyHeader, string keyPrefix = "", QuotaSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(keyHeader);
        var clock = (options ?? new QuotaSimulatorOptions()).TimeProvider;
        var simulator = new EndpointSimulator(name, keyHeader, keyPrefix, clock, new UnexpectedRequestLog());
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

    /// <summary>Accepts a key. Requests with any other key get status 401.</summary>
    /// <param name="key">The key, without the prefix.</param>
    public void Accept(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        _keys[key] = true;
    }

    /// <summary>Sends a document in response to GET requests of a path. It replaces an earlier document of that path.</summary>
    /// <param name="path">The path below the vendor's address, such as <c>"v1/usage"</c>.</param>
    /// <param name="document">The JSON document.</param>
    public void Serve(string path, string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Serve(path, _ => document);
    }

    /// <summary>Makes a document for each GET request of a path, such as one that depends on the key.</summary>
    /// <param name="path">The path below the vendor's address, such as <c>"v1/usage"</c>.</param>
    /// <param name="makeDocument">Makes the JSON document. Requests may call it at the same time.</param>
    public void Serve(string path, Func<RecordedRequest, string> makeDocument)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(makeDocument);
        _documents["/" + path.TrimStart('/')] = makeDocument;
    }

    /// <summary>Sets the body of an error status: for requests with an unknown key (401), and for <see cref="Fault.Status"/> without a body.</summary>
    /// <param name="status">The status, 400 to 599. Without a document, its body is empty.</param>
    /// <param name="document">The JSON document.</param>
    public void ServeError(int status, string document)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(document);
        _errors[status] = document;
    }

    /// <summary>
    /// Throws when there was a request that the vendor does not serve. A test that expects such a request calls this: the request is
    /// reported once, and disposing the simulator does not throw for it again.
    /// </summary>
    /// <exception cref="UnexpectedRequestException">There was a request that the vendor does not serve.</exception>
    public void ThrowIfUnexpected()
    {
        if (_unexpected.TakeAll() is { Count: > 0 } requests)
            throw new UnexpectedRequestException(requests);
    }

    /// <summary>Stops the vendor at once and aborts the requests that wait for a response.</summary>
    /// <exception cref="UnexpectedRequestException">There was a request that the vendor does not serve.</exception>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        ThrowIfUnexpected();
    }

    internal override Func<VendorResponse>? Route(RecordedRequest request, string path)
    {
        if (request.Method != HttpMethods.Get || !_documents.TryGetValue(path, out var makeDocument))
            return null;
        return () => IsAccepted(request)
            ? VendorResponse.Json(StatusCodes.Status200OK, makeDocument(request))
            : ErrorResponse(StatusCodes.Status401Unauthorized, request);
    }

    internal override VendorResponse ErrorResponse(int status, RecordedRequest request) =>
        _errors.TryGetValue(status, out var document) ? VendorResponse.Json(status, document) : VendorResponse.Empty(status);

    private bool IsAccepted(RecordedRequest request) =>
        request.Headers.TryGetValue(_keyHeader, out var value)
        && value.StartsWith(_keyPrefix, StringComparison.Ordinal)
        && _keys.ContainsKey(value[_keyPrefix.Length..]);
}
