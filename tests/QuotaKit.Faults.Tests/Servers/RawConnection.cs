using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace QuotaKit.Faults.Tests.Servers;

/// <summary>One connection of a <see cref="RawServer"/>, controlled by a test's script.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly RawServer _server;
    private readonly Socket _socket;
    private readonly CancellationToken _stopped;
    private Stream _stream;

    public RawConnection(RawServer server, int number, Socket socket, CancellationToken stopped)
    {
        socket.NoDelay = true;
        (_server, Number, _socket, _stopped) = (server, number, socket, stopped);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The number of this connection on its server, from 1.</summary>
    public int Number { get; }

    /// <summary>Performs the TLS handshake as the server.</summary>
    public async Task SecureAsync(X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None)
    {
        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols }, _stopped);
    }

    /// <summary>Copies bytes to another server and back until one side closes, as a proxy does after CONNECT.</summary>
    public async Task TunnelAsync(Uri address)
    {
        using var other = new TcpClient();
        await other.ConnectAsync(address.Host, address.Port, _stopped);
        await Task.WhenAny(_stream.CopyToAsync(other.GetStream(), _stopped), other.GetStream().CopyToAsync(_stream, _stopped));
    }

    /// <summary>Waits until the client has sent a byte.</summary>
    public async Task ReadSomeAsync() => await _stream.ReadAtLeastAsync(new byte[1], 1, cancellationToken: _stopped);

    /// <summary>Reads the head of a request and counts the request. A GET has no body.</summary>
    public async Task<string> ReadRequestAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            await _stream.ReadExactlyAsync(one, _stopped);
            head.Append((char)one[0]);
        }

        var request = head.ToString();
        _server.Note(request);
        return request;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, _stopped);
        await _stream.FlushAsync(_stopped);
    }

    /// <summary>Sends these bytes repeatedly until the client closes the connection.</summary>
    public async Task SendForeverAsync(ReadOnlyMemory<byte> bytes)
    {
        while (true)
            await SendAsync(bytes);
    }

    /// <summary>Sends nothing until the client closes the connection or the server is disposed.</summary>
    public async Task HangAsync()
    {
        var rest = new byte[256];
        while (await _socket.ReceiveAsync(rest, _stopped) > 0)
        {
        }
    }

    /// <summary>Resets the connection (RST), as a crashed machine does.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    public void Dispose() => _stream.Dispose();
}
