using System.Net;

namespace QuotaKit.Http;

/// <summary>The content of a request that has none.</summary>
/// <remarks>Where a connection is closed before the first byte of an answer, SocketsHttpHandler sends a request without content again by
/// itself, up to three times: requests that no attempt and no limit would count. One with content it does not repeat. The price is the
/// header <c>Content-Length: 0</c>.</remarks>
internal sealed class EmptyContent : HttpContent
{
    private EmptyContent() => Headers.ContentLength = 0;

    /// <summary>Shared by all requests: it holds nothing that could be disposed.</summary>
    public static EmptyContent Instance { get; } = new();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }

#pragma warning disable CA2215 // Not the base's: a request disposes its content, and this one is used again.
    protected override void Dispose(bool disposing)
    {
    }
#pragma warning restore CA2215
}
