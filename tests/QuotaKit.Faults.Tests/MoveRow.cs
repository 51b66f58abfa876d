using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 14: a host that moves to another address. A provider made alone has the handler that QuotaHttpTests of the core looks at.</summary>
public sealed class MoveRow : RawRowTest
{
    [Theory]
    [InlineData("heygen", false)]
    [InlineData("heygen", true)]
    [InlineData("pictory", false)]
    [InlineData("pictory", true)]
    [InlineData("vzla", false)]
    [InlineData("vzla", true)]
    public async Task Row14_In_a_container_connections_age_and_the_handler_does_not(string id, bool hasOwnHttp)
    {
        var vendor = FaultVendor.Of(id);
        await using var provider = MadeProvider.Create(
            vendor, Made.InContainer, vendor.Vendor.BaseAddress, configureHttp: hasOwnHttp ? _ => { }
        : null);
        var client = $"QuotaKit:{vendor.Vendor.Id}{(hasOwnHttp ? "/default" : "")}";

        var handler = provider.Services!.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client);
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;

        var primary = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.Equal((TimeSpan.FromMinutes(2), false, false), (primary.PooledConnectionLifetime, primary.AllowAutoRedirect, primary.UseCookies));
        Assert.Equal(
            Timeout.InfiniteTimeSpan, provider.Services!.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(client).HandlerLifetime);
    }
}
