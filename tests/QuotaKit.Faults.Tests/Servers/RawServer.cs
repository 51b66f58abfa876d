using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>Runs a test's script on each connection to a loopback socket. The script can send bytes that no HTTP server would send.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawConnection, Task> _serve;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<Task> _connections = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private int _connectionCount;

    private RawServer(Func<RawConnection, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public Uri SecureAddress => new($"https://127.0.0.1:{Port}/");

    /// <summary>The heads of all requests that were read, oldest first.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public int RequestCount => _requests.Count;

    public int ConnectionCount => Volatile.Read(ref _connectionCount);

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Starts a server that runs the script on each connection, then closes the connection.</summary>
    public static RawServer Start(Func<RawConnection, Task> serve) => new(serve);

    /// <summary>Starts a server that reads one request, sends this response and closes the connection.</summary>
    public static RawServer Answering(byte[] response) => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(response);
    });

    /// <summary>Completes when the next request has arrived. Each call waits for one more request.</summary>
    public Task NextRequestAsync(CancellationToken cancellationToken) => _arrivals.WaitAsync(cancellationToken);

    /// <summary>Completes when the first connection was accepted.</summary>
    public Task FirstConnectionAsync() => _connected.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
        _arrivals.Dispose();
    }

    internal void Note(string request)
    {
        _requests.Enqueue(request);
        _arrivals.Release();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                var number = Interlocked.Increment(ref _connectionCount);
                _connected.TrySetResult();
                _connections.Enqueue(ServeAsync(socket, number));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException && _stop.IsCancellationRequested)
        {
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        using var connection = new RawConnection(this, number, socket, _stop.Token);
        try
        {
            await _serve(connection);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            // The client closed the connection, as it does after most of these faults, or the test has ended.
        }
    }
}
