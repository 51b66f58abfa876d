using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Tests;

/// <summary>The ways to add the vzla.io observer to HTTP clients.</summary>
public sealed class ObserverRegistrationTests : SimulatorTest
{
    [Fact]
    public async Task The_observer_works_in_the_client_defaults()
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(http => http.AddVzlaQuotaObserver());
        services.AddHttpClient("any");
        services.AddQuotaKit().AddVzla(o => (o.ApiKey, o.BaseAddress) = (VzlaKey, Simulator.Vzla.BaseAddress));
        await using var app = services.BuildServiceProvider();

        using var http = app.GetRequiredService<IHttpClientFactory>().CreateClient("any");
        using var response = await http.GetAsync(Simulator.Vzla.BaseAddress + "api/quantis/v2/me/quota/", Token);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(973, (await app.GetRequiredService<IQuotaClient>().GetAsync("vzla", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task The_observer_works_without_AddQuotaKit()
    {
        var services = new ServiceCollection();
        services.AddHttpClient<Typed>().AddVzlaQuotaObserver();
        services.AddHttpClient("").AddVzlaQuotaObserver("Default");
        await using var app = services.BuildServiceProvider();

        foreach (var client in new[] { app.GetRequiredService<Typed>().Client, app.GetRequiredService<IHttpClientFactory>().CreateClient() })
        {
            using var response = await client.GetAsync(Simulator.Vzla.BaseAddress + "api/quantis/v2/me/quota/", Token);
            Assert.Equal(401, (int)response.StatusCode);
        }
    }

    private sealed class Typed(HttpClient client)
    {
        public HttpClient Client { get; } = client;
    }
}
