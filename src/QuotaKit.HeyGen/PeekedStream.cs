namespace QuotaKit.HeyGen;

/// <summary>Gives the app the whole body of a response whose beginning was read already: those bytes, then the rest, or the failure.</summary>
/// <param name="content">The content as it was received.</param>
/// <param name="rest">The stream of that content, after the beginning.</param>
/// <param name="beginning">The bytes that were read.</param>
/// <param name="failure">The error that ended the reading; null when there was none.</param>
internal sealed class PeekedStream(HttpContent content, Stream rest, ReadOnlyMemory<byte> beginning, Exception? failure) : Stream
{
    private ReadOnlyMemory<byte> _left = beginning;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the beginning of a body, and puts a content in its place from which the app reads the whole body.</summary>
    /// <param name="response">The response.</param>
    /// <param name="most">The largest number of bytes to read.</param>
    /// <param name="cancellationToken">Cancels the reading. The app then gets the cancellation when it reads the body.</param>
    /// <returns>The bytes; fewer when the body is shorter, or when its connection fails.</returns>
    public static async Task<ReadOnlyMemory<byte>> PeekAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        var content = response.Content;
        var rest = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[most];
        var length = 0;
        Exception? failure = null;
        try
        {
            int read;
            do
            {
                read = await rest.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
            }
            while (read > 0 && length < most);
        }
        catch (Exception e)
        {
            failure = e;
        }

        var beginning = buffer.AsMemory(0, length);
        var whole = new StreamContent(new PeekedStream(content, rest, beginning, failure));
        foreach (var (name, values) in content.Headers)
            whole.Headers.TryAddWithoutValidation(name, values);
        response.Content = whole;
        return beginning;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        TakeBeginning(buffer.Span) ?? await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        TakeBeginning(buffer.AsSpan(offset, count)) ?? rest.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Copies bytes of the beginning; null when none is left.</summary>
    private int? TakeBeginning(Span<byte> target)
    {
        if (_left.IsEmpty)
            return failure is null ? null : throw failure;
        var count = Math.Min(target.Length, _left.Length);
        _left.Span[..count].CopyTo(target);
        _left = _left[count..];
        return count;
    }
}
