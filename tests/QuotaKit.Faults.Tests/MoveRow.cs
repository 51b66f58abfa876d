using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 14 of docs/faults.md: a host moves to another IP address. QuotaHttpTests tests the same for providers without a container.</summary>
public sealed class MoveRow : RawRowTest
{
    [Theory]
    [InlineData("heygen", false)]
    [InlineData("heygen", true)]
    [InlineData("pictory", false)]
    [InlineData("pictory", true)]
    [InlineData("vzla", false)]
    [InlineData("vzla", true)]
    public async Task Row14_Connections_are_renewed_every_two_minutes(string id, bool hasOwnHttp)
    {
        var vendor = FaultVendor.Of(id);
        await using var provider = MadeProvider.Create(
            vendor, Made.InContainer, vendor.Vendor.BaseAddress, configureHttp: hasOwnHttp ? Nothing : null);
        var client = $"QuotaKit:{vendor.Vendor.Id}{(hasOwnHttp ? "/default" : "")}";

        var handler = provider.Services!.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client);
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;

        var primary = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.Equal((TimeSpan.FromMinutes(2), false, false), (primary.PooledConnectionLifetime, primary.AllowAutoRedirect, primary.UseCookies));
        Assert.Equal(
            Timeout.InfiniteTimeSpan, provider.Services!.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(client).HandlerLifetime);

        static void Nothing(IHttpClientBuilder http)
        {
        }
    }
}
