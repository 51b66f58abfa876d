using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using QuotaKit.Benchmarks.Documents;

namespace QuotaKit.Benchmarks.Transport;

/// <summary>Serves the sample documents over sockets, with little work. It runs in a separate process, so that its cost is not measured.</summary>
internal static class CannedServer
{
    private static readonly byte[] _endOfRequest = "\r\n\r\n"u8.ToArray();

    /// <summary>Prints the address of the server, then serves until standard input ends.</summary>
    public static async Task ServeAsync(TimeSpan delay)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/"));
        _ = AcceptAsync(listener, delay);
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
    }

    private static async Task AcceptAsync(Socket listener, TimeSpan delay)
    {
        var responses = VendorDocument.All.Select(d => (Encoding.ASCII.GetBytes($" /{d.Path} "), ResponseOf(d))).ToArray();
        while (true)
            _ = ConverseAsync(await listener.AcceptAsync().ConfigureAwait(false), responses, delay);
    }

    private static async Task ConverseAsync(Socket client, (byte[] Path, byte[] Response)[] responses, TimeSpan delay)
    {
        using var connection = client;
        client.NoDelay = true;
        var buffer = new byte[4096];
        var length = 0;
        while (true)
        {
            var read = await client.ReceiveAsync(buffer.AsMemory(length)).ConfigureAwait(false);
            if (read == 0)
                return;
            length += read;
            if (!buffer.AsSpan(0, length).EndsWith(_endOfRequest))
                continue;
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, TimeProvider.System).ConfigureAwait(false);
            var request = buffer.AsMemory(0, length);
            await client.SendAsync(responses.First(a => request.Span.IndexOf(a.Path) >= 0).Response).ConfigureAwait(false);
            length = 0;
        }
    }

    private static byte[] ResponseOf(VendorDocument document) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT\r\nContent-Length: {document.Body.Length}\r\n\r\n")),
        .. document.Body,
    ];
}
