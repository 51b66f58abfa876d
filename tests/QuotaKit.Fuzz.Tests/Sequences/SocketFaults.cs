using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Testing;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Generates random faults that the simulated vendors produce on real sockets.</summary>
internal static class SocketFaults
{
    private static readonly int[] _statuses = [301, 400, 401, 403, 404, 405, 408, 410, 418, 429, 500, 502, 503, 504];
    private static readonly byte[] _badStatusLine = [.. "HTTP/9.9 OK then\r\n\r\n"u8];
    private static readonly byte[] _badChunk = [.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"u8];
    private static readonly byte[] _badGzip = [.. "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\nnogzip"u8];
    private static readonly byte[] _hugeHeader = [.. "HTTP/1.1 200 OK\r\nX-Long: "u8, .. Enumerable.Repeat((byte)'x', 80 * 1024), .. "\r\n\r\n{}"u8];

    public static Fault Next(Random random) => random.Next(18) switch
    {
        < 4 => Fault.None,
        < 7 => Fault.Status(random.Pick(_statuses)),
        7 => Fault.Status(random.Pick([429, 503])).WithHeader("Retry-After", random.Pick(["0", "1", "3600", "soon"])),
        8 => Fault.Reset(),
        9 => Fault.ResetMidBody(),
        10 => Fault.Truncate(),
        11 => Fault.Garbage(),
        12 => Fault.Html(),
        13 => Fault.Hang(),
        14 => Fault.Drip(TimeSpan.FromMilliseconds(20)),
        15 => Fault.Delay(TimeSpan.FromMilliseconds(random.Next(20))),
        16 => Fault.Raw(random.Pick([_badStatusLine, _badChunk, _badGzip, _hugeHeader])),
        _ => Fault.Body(new string(' ', 1100 * 1024) + "{}"),
    };
}
