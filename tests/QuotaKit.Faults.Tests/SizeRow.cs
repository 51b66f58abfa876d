using System.Text;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 12 of docs/faults.md: responses above the size limits.</summary>
[Collection(nameof(MemoryMeasurement))]
public sealed class SizeRow : RawRowTest
{
    private const int Kilobyte = 1024;
    private const int Megabyte = 1024 * Kilobyte;
    private const int Most = 8 * Megabyte;

    private static readonly byte[] _large = [.. Enumerable.Repeat((byte)' ', 2 * Megabyte)];
    private static readonly byte[] _longLine = Encoding.ASCII.GetBytes($"X-Long: {new string('x', 70 * Kilobyte)}\r\n");
    private static readonly byte[] _chunk = Encoding.ASCII.GetBytes($"{16 * Kilobyte:x}\r\n{new string(' ', 16 * Kilobyte)}\r\n");
    private static readonly byte[] _gzipBomb = RawResponse.Gzip(new byte[128 * Megabyte]);

    /// <summary>Scripts that send too much. They are created before memory is measured.</summary>
    private static readonly Dictionary<string, Func<RawConnection, Task>> _sizes = new()
    {
        ["one header"] = connection => connection.SendAsync(RawResponse.Of("HTTP/1.1 200 OK", [Encoding.ASCII.GetString(_longLine).Trim()], "{}"u8.ToArray())),
        ["endless header"] = async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nX-Long: ");
            await connection.SendForeverAsync(_large);
        },
        ["endless headers"] = async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\n");
            await connection.SendForeverAsync("X-One-Of-Many: 1\r\n"u8.ToArray());
        },
        ["endless trailers"] = async connection =>
        {
            await connection.SendAsync(RawResponse.Chunked("2\r\n{}\r\n0\r\n"));
            await connection.SendForeverAsync("X-One-Of-Many: 1\r\n"u8.ToArray());
        },
        ["Content-Length"] = async connection =>
        {
            await connection.SendAsync(RawResponse.Head($"Content-Length: {_large.Length}"));
            await connection.SendAsync(_large);
        },
        ["Content-Length of exabytes"] = async connection =>
        {
            await connection.SendAsync(RawResponse.Head($"Content-Length: {long.MaxValue}"));
            await connection.SendForeverAsync(_large);
        },
        ["no Content-Length"] = async connection =>
        {
            await connection.SendAsync(RawResponse.Head());
            await connection.SendAsync(_large);
        },
        ["endless body"] = async connection =>
        {
            await connection.SendAsync(RawResponse.Head());
            await connection.SendForeverAsync(_large);
        },
        ["endless chunks"] = async connection =>
        {
            await connection.SendAsync(RawResponse.Head("Transfer-Encoding: chunked"));
            await connection.SendForeverAsync(_chunk);
        },
        ["gzip bomb"] = connection => connection.SendAsync(RawResponse.Ok(_gzipBomb, "Content-Encoding: gzip")),
    };

    public static MatrixTheoryData<string, Made, string> Sizes => ProvidersWith(_sizes.Keys);

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Row12_Oversized_response_is_abandoned_early(string id, Made made, string what)
    {
        var vendor = FaultVendor.Of(id);
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            if (connection.Number == 1)
                await connection.SendAsync(RawResponse.Ok(vendor.GoodBody));
            else
                await _sizes[what](connection);
        });
        await using var provider = MadeProvider.Create(vendor, made, server.Address);

        // The first call of a process allocates memory once. It must not be counted.
        await SnapshotOf(provider.GetQuotaAsync(Token));

        // Counts all allocations on the managed heap, including garbage and the server's. The memory in use is less.
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var error = await FailureOf(provider.GetQuotaAsync(Token));
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal((QuotaErrorKind.TooLarge, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Equal(2, server.RequestCount);
        Assert.InRange(allocated, 0, Most);
    }

    /// <summary>A Brotli decoder allocates native memory, which the test above does not measure.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row12_Brotli_is_not_requested_and_not_decompressed(string id, Made made)
    {
        await using var server = RawServer.Answering(RawResponse.Ok(RawResponse.Brotli(new byte[Megabyte + 1]), "Content-Encoding: br"));

        var error = await FailureAsync(id, made, server);

        Assert.Equal((QuotaErrorKind.Protocol, 1, false), (error.Kind, server.RequestCount, error.IsTransient));
        Assert.Contains("\r\nAccept-Encoding: gzip, deflate\r\n", server.Requests[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row12_One_mebibyte_is_the_limit(string id, Made made)
    {
        var good = Encoding.UTF8.GetBytes(FaultVendor.Of(id).GoodBody.PadRight(Megabyte));
        await using var just = RawServer.Answering(RawResponse.Ok(RawResponse.Gzip(good), "Content-Encoding: gzip"));
        await using var above = RawServer.Answering(RawResponse.Ok(RawResponse.Gzip([.. good, (byte)' ']), "Content-Encoding: gzip"));

        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, just.Address);
        var snapshot = await SnapshotOf(provider.GetQuotaAsync(Token));
        var error = await FailureAsync(id, made, above);

        Assert.Equal(FaultVendor.Of(id).Remaining, snapshot.Primary.Remaining);
        Assert.Equal(QuotaErrorKind.TooLarge, error.Kind);
    }
}
