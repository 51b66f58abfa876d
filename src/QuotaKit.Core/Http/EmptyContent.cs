using System.Net;

namespace QuotaKit.Http;

/// <summary>Gives a request a content of zero bytes, so that it is sent at most once.</summary>
/// <remarks>When a connection is closed before the first byte of the response, SocketsHttpHandler repeats a request without content up to
/// three times. No retry limit counts these repeats. It does not repeat a request with content. The cost is the header
/// <c>Content-Length: 0</c>. <see cref="KeyedGet"/> adds this content; an endpoint that sends its own requests should add it too.</remarks>
public sealed class EmptyContent : HttpContent
{
    private EmptyContent() => Headers.ContentLength = 0;

    /// <summary>The one instance. Any number of requests can share it: it holds nothing, and disposing it does nothing.</summary>
    public static EmptyContent Instance { get; } = new();

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }

#pragma warning disable CA2215 // A request disposes its content, and the base class would make this shared instance unusable.
    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
#pragma warning restore CA2215
}
