namespace QuotaKit.Tests.Vendors;

/// <summary>A handler of an application's own, which leaves a trace that the vendor sees.</summary>
internal sealed class TaggingHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Tag", "passed");
        return base.SendAsync(request, cancellationToken);
    }
}
