using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using QuotaKit.HeyGen;
using QuotaKit.Pictory;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Samples.Tests.Running;

/// <summary>A proxy that takes requests to the vendors' real addresses, ends TLS with a test certificate and passes them to the simulator.
/// The programs run unchanged, and none of them can reach a real vendor.</summary>
internal sealed class VendorProxy : IAsyncDisposable
{
    private readonly Dictionary<string, Uri> _vendors;
    private readonly VendorCertificate _certificate;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _lifetime = new();
    private readonly Task _accepting;

    public VendorProxy(QuotaSimulator simulator)
    {
        _vendors = new()
        {
            [HeyGenQuotaProvider.Vendor.BaseAddress.Host] = simulator.HeyGen.BaseAddress,
            [PictoryQuotaProvider.Vendor.BaseAddress.Host] = simulator.Pictory.BaseAddress,
            [VzlaQuotaProvider.Vendor.BaseAddress.Host] = simulator.Vzla.BaseAddress,
        };
        _certificate = new VendorCertificate(_vendors.Keys);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The variables that send a program's requests to this proxy, and make the program trust its certificate. Only Linux reads trusted
    /// certificates from a variable.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["HTTPS_PROXY"] = $"http://{_listener.LocalEndpoint}",
        ["SSL_CERT_FILE"] = _certificate.AuthorityFile,
    };

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _lifetime.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_lifetime.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var vendor = new TcpClient();
        try
        {
            var stream = client.GetStream();
            if (!_vendors.TryGetValue(await ReadHostAsync(stream), out var address))
                return;
            await vendor.ConnectAsync(address.Host, address.Port, _lifetime.Token);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _lifetime.Token);
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate.Server }, _lifetime.Token);
            await Task.WhenAny(tls.CopyToAsync(vendor.GetStream(), _lifetime.Token), vendor.GetStream().CopyToAsync(tls, _lifetime.Token));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One side has closed the connection, so the other side is closed too.
        }
    }

    // Reads CONNECT api.heygen.com:443 HTTP/1.1 and the headers, up to the empty line.
    private async Task<string> ReadHostAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(next, _lifetime.Token);
            head.Append((char)next[0]);
        }

        return head.ToString().Split(' ', ':')[1];
    }
}
