using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>A server on a loopback socket that does with each connection what a test says, byte for byte: what no HTTP server would do.</summary>
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

    /// <summary>The requests whose heads were read, oldest first, each with its headers.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public int RequestCount => _requests.Count;

    public int ConnectionCount => Volatile.Read(ref _connectionCount);

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Does this with each connection, which is closed in order afterwards.</summary>
    public static RawServer Start(Func<RawConnection, Task> serve) => new(serve);

    /// <summary>Reads a request, sends this, and closes the connection in order.</summary>
    public static RawServer Answering(byte[] answer) => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(answer);
    });

    /// <summary>Completes when the next request has come that no earlier call was told of.</summary>
    public Task NextRequestAsync(CancellationToken cancellationToken) => _arrivals.WaitAsync(cancellationToken);

    /// <summary>Completes when there has been a connection.</summary>
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
            // The client went away, as most of these faults make it do, or the test is over.
        }
    }
}
