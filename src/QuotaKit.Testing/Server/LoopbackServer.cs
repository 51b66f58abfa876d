using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace QuotaKit.Testing;

/// <summary>Runs Kestrel with a port for each vendor.</summary>
/// <remarks>There is no host, because a host would read the appsettings.json and the environment of the app under test, and handle Ctrl+C
/// in place of the test runner.</remarks>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly List<(SimulatedVendor Vendor, ListenOptions Endpoint)> _endpoints = [];
    private readonly KestrelServer _kestrel;

    public LoopbackServer(IEnumerable<SimulatedVendor> vendors)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };

        // A test may read slowly.
        options.Limits.MinResponseDataRate = null;

        foreach (var vendor in vendors)
            options.Listen(IPAddress.Loopback, 0, endpoint => Serve(vendor, endpoint));

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _kestrel = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _kestrel.StartAsync(new VendorApplication(), cancellationToken).ConfigureAwait(false);

        foreach (var (vendor, endpoint) in _endpoints)
            vendor.Port = endpoint.IPEndPoint!.Port;
    }

    public async ValueTask DisposeAsync()
    {
        // A cancelled token aborts the open connections at once. A request that hangs would never end by itself.
        await _kestrel.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _kestrel.Dispose();
    }

    private void Serve(SimulatedVendor vendor, ListenOptions endpoint)
    {
        endpoint.Protocols = HttpProtocols.Http1;
        endpoint.Use(next => connection =>
        {
            connection.Features.Set(vendor);
            return next(connection);
        });
        _endpoints.Add((vendor, endpoint));
    }
}
