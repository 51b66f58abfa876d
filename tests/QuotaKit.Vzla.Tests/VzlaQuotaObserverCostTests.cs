using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Vzla.Tests;

/// <summary>The bytes that the observer allocates for each response of the application's own client.</summary>
public sealed class VzlaQuotaObserverCostTests
{
    private const int Calls = 1000;

    // The limits are for a Debug build; a Release build allocates less. A response over a socket allocates several times as much by itself.
    [Theory]
    [InlineData(true, 3000)]
    [InlineData(false, 400)]
    public void The_observer_allocates_few_bytes(bool hasHeaders, int most)
    {
        using var response = new HttpResponseMessage { RequestMessage = new(HttpMethod.Get, new Uri("https://app.vzla.io/api/quantis/v2/search/")) };
        if (hasHeaders)
        {
            response.Headers.Add("X-Quota-Limit", "1000");
            response.Headers.Add("X-Quota-Remaining", "973");
            response.Headers.Add("X-Quota-Reset", "2999-06-01T00:00:00Z");
            response.Headers.Add("X-Request-ID", "0b3e-4711");
        }

        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddVzla(o => o.ApiKey = VendorSamples.Key);
        using var container = services.BuildServiceProvider();
        using var plain = new HttpMessageInvoker(new CannedHandler(response));
        using var observed = new HttpMessageInvoker(new VzlaQuotaObserver(container, "default") { InnerHandler = new CannedHandler(response) });

        var added = BytesOf(observed) - BytesOf(plain);

        TestContext.Current.TestOutputHelper?.WriteLine($"{added} bytes per response.");
        Assert.InRange(added, 0, most);
    }

    private static long BytesOf(HttpMessageInvoker client)
    {
        using var request = new HttpRequestMessage();
        Send(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Send(Calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;

        void Send(int times)
        {
            for (var i = 0; i < times; i++)
                Assert.True(client.SendAsync(request, CancellationToken.None).IsCompletedSuccessfully);
        }
    }

    private sealed class CannedHandler(HttpResponseMessage response) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(response);
    }
}
