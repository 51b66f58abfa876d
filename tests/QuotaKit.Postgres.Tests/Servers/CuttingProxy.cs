using System.Net;
using System.Net.Sockets;

namespace QuotaKit.Postgres.Tests.Servers;

/// <summary>Forwards connections to PostgreSQL, and cuts one before or after a call has reached the server.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly int _port;
    private int _cut;

    public CuttingProxy(int port)
    {
        _port = port;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The number of connections that were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts the connection of the next call, before the server has it.</summary>
    public void CutBeforeCommit() => Volatile.Write(ref _cut, 1);

    /// <summary>Cuts the connection of the next call when the server has replied, so after its commit. The client does not get the reply.</summary>
    public void CutAfterCommit() => Volatile.Write(ref _cut, 2);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = ForwardAsync(client).ContinueWith(t => t.Exception, TaskScheduler.Default);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        (near.NoDelay, far.NoDelay) = (true, true);
        await far.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
        var replies = false;
        async Task RequestsAsync()
        {
            var buffer = new byte[65_536];
            while (await near.GetStream().ReadAsync(buffer, _stop.Token) is var count and > 0)
            {
                // 'P' begins a call of a function, which is a transaction of its own.
                var wanted = buffer[0] == (byte)'P' ? Interlocked.Exchange(ref _cut, 0) : 0;
                Cuts += wanted > 0 ? 1 : 0;
                if (wanted == 1)
                    return;
                Volatile.Write(ref replies, wanted == 2);
                await far.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }

        async Task RepliesAsync()
        {
            var buffer = new byte[65_536];
            while (await far.GetStream().ReadAsync(buffer, _stop.Token) is var count and > 0)
            {
                if (Volatile.Read(ref replies))
                    return;
                await near.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }

        // The connection ends with its first half.
        await await Task.WhenAny(RequestsAsync(), RepliesAsync());
    }
}
