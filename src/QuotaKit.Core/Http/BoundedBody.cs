using System.Buffers;

namespace QuotaKit.Http;

/// <summary>Reads a response body of limited size.</summary>
internal static class BoundedBody
{
    /// <summary>The largest body that is read, in bytes after decompression.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int FirstBuffer = 4096;

    /// <summary>The whole body, or null when it is larger than <see cref="MaxBytes"/>.</summary>
    /// <exception cref="InvalidDataException">The body cannot be decompressed.</exception>
    public static async ValueTask<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxBytes)
            return null;

        try
        {
            return await ReadToEndAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            // BrotliStream throws this where other decompressing streams throw InvalidDataException.
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static async ValueTask<byte[]?> ReadToEndAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return buffer.AsSpan(0, length).ToArray();
                length += read;
                if (length > MaxBytes)
                    return null;
                if (length == buffer.Length)
                    buffer = Grow(buffer, length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length * 2);
        full.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
