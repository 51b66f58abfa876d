using System.Net;
using System.Net.Sockets;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>Reserves a port of 127.0.0.1 on which no server answers.</summary>
internal sealed class SilentPort : IDisposable
{
    // Real time. A connection to loopback that takes longer counts as not accepted.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(0.2);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _callers = [];

    private SilentPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}/");

    /// <summary>Reserves a port that refuses connections. It is bound, so that no other process gets it, but it does not listen.</summary>
    public static SilentPort Refusing() => new();

    /// <summary>Reserves a port that neither accepts nor refuses connections, because its queue is full. Returns null if the system accepts
    /// connections all the same.</summary>
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
