using QuotaKit.Testing;

namespace QuotaKit.Soak;

/// <summary>The faults of the vendors: three responses out of ten fail, in every way that a vendor or a network can fail.</summary>
internal static class SoakFaults
{
    private const double FaultyShare = 0.3;

    private static readonly byte[] _badChunk = [.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"u8];
    private static readonly byte[] _badGzip = [.. "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\nnogzip"u8];
    private static readonly byte[] _hugeHeader = [.. "HTTP/1.1 200 OK\r\nX-Long: "u8, .. Enumerable.Repeat((byte)'x', 80 * 1024), .. "\r\n\r\n{}"u8];

    private static readonly Fault[] _faults =
    [
        Fault.Status(401), Fault.Status(403), Fault.Status(404), Fault.Status(408), Fault.Status(500), Fault.Status(502), Fault.Status(503),
        Fault.Status(302).WithHeader("Location", "http://127.0.0.1:9/"), Fault.Status(429).WithHeader("Retry-After", "1"),
        Fault.Status(429).WithHeader("Retry-After", "20"), Fault.Garbage(), Fault.Html(), Fault.Body(""), Fault.Body("{\"data\":{\"remaining_quota\":"),
        Fault.Body(new string(' ', 1100 * 1024) + "{}"), Fault.Reset(), Fault.ResetMidBody(), Fault.Truncate(), Fault.Hang(),
        Fault.Drip(TimeSpan.FromMilliseconds(50)), Fault.Delay(TimeSpan.FromMilliseconds(300)), Fault.Raw(_badChunk), Fault.Raw(_badGzip),
        Fault.Raw(_hugeHeader),
    ];

    public static Fault Next(Random random) => random.NextDouble() < FaultyShare ? _faults[random.Next(_faults.Length)] : Fault.None;
}
