using System.Net;
using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Calls;

/// <summary>Disposing a provider.</summary>
public sealed class QuotaHttpProviderTests : VzlaTest
{
    [Fact]
    public async Task Disposed_provider_sends_nothing()
    {
        var provider = Provider();
        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal(0, Vendor.RequestCount);
    }

    [Fact]
    public async Task Dispose_ends_the_call_in_progress()
    {
        Vendor.Faults.Always(Fault.Hang());
        var provider = Provider();
        var call = provider.GetQuotaAsync(Token);
        await Vendor.WaitForRequestsAsync(1, Token);

        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
    }

    [Fact]
    public async Task Dispose_keeps_a_given_HttpClient_but_calls_fail()
    {
        var options = new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress };
        using var client = new HttpClient();
        var provider = new VzlaQuotaProvider(new QuotaProviderContext<VzlaQuotaOptions>(options) { HttpClient = client, TimeProvider = Clock });
        Assert.Equal(973, (await provider.GetQuotaAsync(Token)).Primary.Remaining);

        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));
        using var response = await client.GetAsync(new Uri("api/quantis/v2/me/quota/", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
