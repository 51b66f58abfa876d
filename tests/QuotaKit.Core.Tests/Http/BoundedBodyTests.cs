using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Http;

public sealed class BoundedBodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(100_000)]
    [InlineData(1024 * 1024 - 1)]
    [InlineData(1024 * 1024)]
    public async Task Body_is_read_completely_in_portions_of_any_size(int length)
    {
        var body = Bytes(length);
        foreach (var portion in new[] { 1000, 4096, int.MaxValue })
        {
            using var content = new StreamContent(new Portions(body, portion));
            Assert.Equal(body, await BoundedBody.ReadAsync(content, Token));
        }
    }

    [Theory]
    [InlineData(1024 * 1024 + 1)]
    [InlineData(3 * 1024 * 1024)]
    public async Task Reading_stops_soon_after_the_limit(int length)
    {
        var stream = new Portions(Bytes(length), 10_000);
        using var content = new StreamContent(stream);

        Assert.Null(await BoundedBody.ReadAsync(content, Token));
        Assert.InRange(stream.Read, BoundedBody.MaxBytes + 1, BoundedBody.MaxBytes + 10_000);
    }

    [Fact]
    public async Task Too_large_Content_Length_reads_nothing()
    {
        var stream = new Portions(Bytes(10), 10);
        using var content = new StreamContent(stream);
        content.Headers.ContentLength = BoundedBody.MaxBytes + 1;
        Assert.Null(await BoundedBody.ReadAsync(content, Token));
        Assert.Equal(0, stream.Read);

        content.Headers.ContentLength = BoundedBody.MaxBytes;
        Assert.Equal(Bytes(10), await BoundedBody.ReadAsync(content, Token));
    }

    [Fact]
    public async Task Decompression_errors_become_InvalidDataException()
    {
        using var content = new StreamContent(new Failing(new InvalidOperationException("corrupt")));

        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await BoundedBody.ReadAsync(content, Token));

        Assert.Equal("corrupt", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public async Task Disposed_stream_stays_ObjectDisposedException()
    {
        using var content = new StreamContent(new Failing(new ObjectDisposedException("stream")));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await BoundedBody.ReadAsync(content, Token));
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Returns at most one portion for each read, and has no length.</summary>
    private sealed class Portions(byte[] bytes, int portion) : Unseekable
    {
        public new int Read { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(Math.Min(portion, buffer.Length), bytes.Length - Read);
            bytes.AsMemory(Read, count).CopyTo(buffer);
            Read += count;
            return ValueTask.FromResult(count);
        }
    }

    private sealed class Failing(Exception exception) : Unseekable
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw exception;
    }

    private abstract class Unseekable : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
