using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QuotaKit.Tests.Keys;

/// <summary>A proxy that rejects every request. Its status line, headers and body have a given text, and its body also has the whole request.</summary>
internal sealed class EchoingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;
    private readonly int _status;
    private readonly string _echo;

    public EchoingProxy(int status, string echo)
    {
        (_status, _echo) = (status, echo);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public int Requests { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                try
                {
                    await AnswerAsync(connection.GetStream());
                }
                catch (IOException)
                {
                    // The client has closed the connection.
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        Requests++;
        var body = Encoding.Latin1.GetBytes($"<html>{head} {_echo}</html>");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            $"HTTP/1.1 {_status} {_echo}\r\nProxy-Authenticate: Basic realm=\"{_echo.Replace('"', ' ')}\"\r\nX-Request-ID: {_echo}\r\nServer: {_echo}\r\n" +
            $"Content-Type: text/html\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n"));
        await stream.WriteAsync(body);
    }
}
