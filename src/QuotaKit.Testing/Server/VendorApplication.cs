using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace QuotaKit.Testing;

/// <summary>Gives each request to the vendor on whose port it arrived.</summary>
internal sealed class VendorApplication : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => context.Features.GetRequiredFeature<SimulatedVendor>().HandleAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
