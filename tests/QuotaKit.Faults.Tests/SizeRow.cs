using System.Text;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>They count what the whole process allocates: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(SizeRow), DisableParallelization = true)]
public sealed class MeasuresMemory;

/// <summary>Row 12: answers that are too large to be what they should be.</summary>
[Collection(nameof(SizeRow))]
public sealed class SizeRow : RawRowTest
{
    private const int Kilobyte = 1024;
    private const int Megabyte = 1024 * Kilobyte;
    private const int Most = 8 * Megabyte;

    private static readonly byte[] _large = [.. Enumerable.Repeat((byte)' ', 2 * Megabyte)];
    private static readonly byte[] _longLine = Encoding.ASCII.GetBytes($"X-Long: {new string('x', 70 * Kilobyte)}\r\n");
    private static readonly byte[] _chunk = Encoding.ASCII.GetBytes($"{16 * Kilobyte:x}\r\n{new string(' ', 16 * Kilobyte)}\r\n");
    private static readonly byte[] _gzipBomb = RawAnswer.Gzip(new byte[128 * Megabyte]);

    /// <summary>What is sent, made before anything is measured.</summary>
    private static readonly Dictionary<string, Func<RawConnection, Task>> _sizes = new()
    {
        ["one header"] = connection => connection.SendAsync(RawAnswer.Of("HTTP/1.1 200 OK", [Encoding.ASCII.GetString(_longLine).Trim()], "{}"u8.ToArray())),
        ["one header without end"] = async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nX-Long: ");
            await connection.SendForeverAsync(_large);
        },
        ["headers without end"] = async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\n");
            await connection.SendForeverAsync("X-One-Of-Many: 1\r\n"u8.ToArray());
        },
        ["trailers without end"] = async connection =>
        {
            await connection.SendAsync(RawAnswer.Chunked("2\r\n{}\r\n0\r\n"));
            await connection.SendForeverAsync("X-One-Of-Many: 1\r\n"u8.ToArray());
        },
        ["Content-Length"] = async connection =>
        {
            await connection.SendAsync(RawAnswer.Head($"Content-Length: {_large.Length}"));
            await connection.SendAsync(_large);
        },
        ["Content-Length of exabytes"] = async connection =>
        {
            await connection.SendAsync(RawAnswer.Head($"Content-Length: {long.MaxValue}"));
            await connection.SendForeverAsync(_large);
        },
        ["no Content-Length"] = async connection =>
        {
            await connection.SendAsync(RawAnswer.Head());
            await connection.SendAsync(_large);
        },
        ["no end"] = async connection =>
        {
            await connection.SendAsync(RawAnswer.Head());
            await connection.SendForeverAsync(_large);
        },
        ["chunks without end"] = async connection =>
        {
            await connection.SendAsync(RawAnswer.Head("Transfer-Encoding: chunked"));
            await connection.SendForeverAsync(_chunk);
        },
        ["gzip bomb"] = connection => connection.SendAsync(RawAnswer.Ok(_gzipBomb, "Content-Encoding: gzip")),
    };

    public static MatrixTheoryData<string, Made, string> Sizes => ProvidersWith(_sizes.Keys);

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Row12_An_answer_that_is_too_large_is_given_up_early(string id, Made made, string what)
    {
        var vendor = FaultVendor.Of(id);
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            if (connection.Number == 1)
                await connection.SendAsync(RawAnswer.Ok(vendor.GoodBody));
            else
                await _sizes[what](connection);
        });
        await using var provider = MadeProvider.Create(vendor, made, server.Address);

        // So that what is allocated once, for the first call of all, is not counted.
        await AnswerOf(provider.GetQuotaAsync(Token));

        // Everything that was allocated on the managed heap meanwhile, by the server too and whether it lives or not. What is in use is less.
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var error = await FailureOf(provider.GetQuotaAsync(Token));
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal((QuotaErrorKind.TooLarge, 1, false), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Equal(2, server.RequestCount);
        Assert.InRange(allocated, 0, Most);
    }

    /// <summary>Brotli's window is native memory, which nothing above would count.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row12_A_brotli_bomb_is_neither_asked_for_nor_decompressed(string id, Made made)
    {
        await using var server = RawServer.Answering(RawAnswer.Ok(RawAnswer.Brotli(new byte[Megabyte + 1]), "Content-Encoding: br"));

        var error = await FailureAsync(id, made, server);

        Assert.Equal((QuotaErrorKind.Protocol, 1, false), (error.Kind, server.RequestCount, error.IsTransient));
        Assert.Contains("\r\nAccept-Encoding: gzip, deflate\r\n", server.Requests[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row12_A_mebibyte_is_read_and_a_byte_more_is_not(string id, Made made)
    {
        var good = Encoding.UTF8.GetBytes(FaultVendor.Of(id).GoodBody.PadRight(Megabyte));
        await using var just = RawServer.Answering(RawAnswer.Ok(RawAnswer.Gzip(good), "Content-Encoding: gzip"));
        await using var above = RawServer.Answering(RawAnswer.Ok(RawAnswer.Gzip([.. good, (byte)' ']), "Content-Encoding: gzip"));

        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, just.Address);
        var snapshot = await AnswerOf(provider.GetQuotaAsync(Token));
        var error = await FailureAsync(id, made, above);

        Assert.Equal(FaultVendor.Of(id).Remaining, snapshot.Primary.Remaining);
        Assert.Equal(QuotaErrorKind.TooLarge, error.Kind);
    }
}
