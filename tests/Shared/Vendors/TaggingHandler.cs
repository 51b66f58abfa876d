namespace QuotaKit.Tests.Vendors;

/// <summary>An app's own message handler. It adds a header, so that the vendor sees which requests passed it.</summary>
internal sealed class TaggingHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Tag", "passed");
        return base.SendAsync(request, cancellationToken);
    }
}
