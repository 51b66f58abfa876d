using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace QuotaKit.Testing;

/// <summary>
/// The socket of a request. Bytes go to the kernel directly and not through Kestrel's buffer, so that they are sent before the connection
/// ends.
/// </summary>
internal sealed class RawConnection(HttpContext context)
{
    private readonly Socket _socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    /// <summary>Sends the bytes and closes the connection in order.</summary>
    public async Task SendAndCloseAsync(ReadOnlyMemory<byte> bytes)
    {
        await SendAsync(bytes).ConfigureAwait(false);
        _socket.Shutdown(SocketShutdown.Send);
        context.Abort();
    }

    /// <summary>Sends the bytes and resets the connection: the client gets a RST.</summary>
    public async Task SendAndResetAsync(ReadOnlyMemory<byte> bytes)
    {
        await SendAsync(bytes).ConfigureAwait(false);

        // Kestrel's Abort alone would shut the socket down first, and the client would see the connection closed in order.
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
        context.Abort();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        // A client that has its response may send the next request before it sees the end of the connection. Kestrel must not accept that
        // request, because HttpClient sends it again on another connection: it would take two faults.
        context.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();

        while (bytes.Length > 0)
            bytes = bytes[await _socket.SendAsync(bytes, context.RequestAborted).ConfigureAwait(false)..];
    }
}
