using System.Net;
using System.Net.Sockets;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>A port of 127.0.0.1 that belongs to this test and that nobody answers at.</summary>
internal sealed class SilentPort : IDisposable
{
    // Real time: how long a connection to loopback may take before it counts as one that is not answered.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(0.2);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _callers = [];

    private SilentPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}/");

    /// <summary>A port where connections are refused: bound, so that nobody else gets it, but without a listener.</summary>
    public static SilentPort Refusing() => new();

    /// <summary>A port where connections are neither taken nor refused, because its queue is full; null where the system has no such thing.</summary>
    public static async Task<SilentPort?> FullAsync(CancellationToken cancellationToken)
    {
        const int MostCallers = 8;
        var port = new SilentPort();
        port._socket.Listen(0);
        while (port._callers.Count < MostCallers)
        {
            var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            port._callers.Add(caller);
            try
            {
                await caller.ConnectAsync(port._socket.LocalEndPoint!, cancellationToken).AsTask().WaitAsync(_patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return port;
            }
        }

        port.Dispose();
        return null;
    }

    public void Dispose()
    {
        foreach (var caller in _callers)
            caller.Dispose();
        _socket.Dispose();
    }
}
