using System.Net;

namespace QuotaKit.Testing;

/// <summary>A message handler that tells when the client starts to read a response body: sending has then ended, and the headers have arrived.</summary>
/// <remarks>A server cannot know this, because it sees the request only. Like the handlers of QuotaKit, it follows no redirects.</remarks>
internal sealed class BodyWatch() : DelegatingHandler(
    new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate })
{
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the client starts to read the first body.</summary>
    public Task Reading => _reading.Task;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.Content = new WatchedContent(response.Content, _reading);
        return response;
    }

    private sealed class WatchedContent : HttpContent
    {
        private readonly HttpContent _inner;
        private readonly TaskCompletionSource _reading;

        public WatchedContent(HttpContent inner, TaskCompletionSource reading)
        {
            (_inner, _reading) = (inner, reading);
            foreach (var (name, values) in inner.Headers.NonValidated)
                Headers.TryAddWithoutValidation(name, values);
        }

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
        {
            _reading.TrySetResult();
            return _inner.ReadAsStream(cancellationToken);
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

        protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
        {
            _reading.TrySetResult();
            return _inner.ReadAsStreamAsync(cancellationToken);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            _reading.TrySetResult();
            return _inner.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _inner.Headers.ContentLength ?? 0;
            return _inner.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
