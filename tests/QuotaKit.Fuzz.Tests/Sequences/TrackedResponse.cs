using System.Net;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>A response that <see cref="FarEnd"/> counts as open until it is disposed.</summary>
internal sealed class TrackedResponse : HttpResponseMessage
{
    private readonly FarEnd _farEnd;
    private bool _isDisposed;

    public TrackedResponse(FarEnd farEnd, int status, Stream body)
        : base((HttpStatusCode)status)
    {
        _farEnd = farEnd;
        _farEnd.Opened();
        Content = new StreamContent(body);
    }

    protected override void Dispose(bool disposing)
    {
        if (!_isDisposed)
            _farEnd.Closed();
        _isDisposed = true;
        base.Dispose(disposing);
    }
}
