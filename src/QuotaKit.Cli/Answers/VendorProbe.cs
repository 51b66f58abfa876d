using System.Net;
using System.Net.Sockets;
using QuotaKit.Http;

namespace QuotaKit.Cli.Answers;

/// <summary>Measures the connection to a vendor with one request without a key: connect time, response time and clock difference.</summary>
/// <param name="Connect">The time from the name lookup to the open connection, which may be to a proxy; null when there was no connection.</param>
/// <param name="ResponseTime">The time until the response, whatever its status; null when there was none.</param>
/// <param name="ClockSkew">How far the local clock is ahead of the vendor's; null when the response has no Date header.</param>
/// <param name="Problem">Why there was no response; null when there was one.</param>
internal sealed record VendorProbe(TimeSpan? Connect, TimeSpan? ResponseTime, TimeSpan? ClockSkew, string? Problem)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    // A Date header has whole seconds, so on average it is half a second behind.
    private static readonly TimeSpan _halfSecond = TimeSpan.FromSeconds(0.5);

    public static async Task<VendorProbe> SendAsync(Uri address, bool useProxy, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        TimeSpan? connect = null;
        using var handler = CreateHandler(useProxy, clock, took => connect = took);
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        var (sentAt, begun) = (clock.GetUtcNow(), clock.GetTimestamp());
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var took = clock.GetElapsedTime(begun);
            var skew = response.Headers.Date is { } date ? sentAt + (took / 2) - (date + _halfSecond) : (TimeSpan?)null;
            return new VendorProbe(connect, took, skew, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The request has no key, so the message cannot quote one. It can quote the password of a proxy, which is removed.
            var problem = limit.IsCancellationRequested
                ? $"no response within {_limit.TotalSeconds} s"
                : ProxyErrors.WithoutCredentials(e.InnerException ?? e).Message.TrimEnd('.');
            return new VendorProbe(connect, null, null, problem);
        }
    }

    /// <summary>Creates a handler with the settings of the library's own handler, which also measures the time to connect.</summary>
    private static SocketsHttpHandler CreateHandler(bool useProxy, TimeProvider clock, Action<TimeSpan> connected) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = useProxy,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                var begun = clock.GetTimestamp();
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                connected(clock.GetElapsedTime(begun));
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
