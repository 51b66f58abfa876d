using System.Net;
using System.Net.Sockets;

namespace QuotaKit.Cli.Accounts;

/// <summary>One plain request to a vendor's address, without any key: how long connecting takes, and what time it is there.</summary>
/// <param name="Connect">From the name's lookup to the connection; of a proxy, where there is one. Null when none was made.</param>
/// <param name="Answer">Until the vendor answered, whatever it was. Null when it did not.</param>
/// <param name="ClockSkew">How far the clock here is ahead of the vendor's; null when it does not tell its time.</param>
/// <param name="Problem">Why there is no answer; null when there is one.</param>
internal sealed record VendorProbe(TimeSpan? Connect, TimeSpan? Answer, TimeSpan? ClockSkew, string? Problem)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    // A Date header has whole seconds.
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
            // There was no key to quote.
            var problem = limit.IsCancellationRequested ? $"no answer within {_limit.TotalSeconds} s" : (e.InnerException ?? e).Message.TrimEnd('.');
            return new VendorProbe(connect, null, null, problem);
        }
    }

    /// <summary>As the library has it for its own requests, and with a watch on connecting.</summary>
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
