using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Tests;

/// <summary>Message handlers that an app adds to HTTP clients.</summary>
public sealed class AddQuotaKitHttpTests : SimulatorTest
{
    [Fact]
    public async Task Handlers_of_all_clients_do_not_multiply_attempts()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration(
            ("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Resilience:BaseDelay", "00:00:00.0000001")));
        services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Twice()));
        services.AddQuotaKit();
        await using var app = services.BuildServiceProvider();
        Simulator.HeyGen.Faults.Always(Testing.Fault.Status(503));

        await Assert.ThrowsAsync<QuotaException>(() => app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token));

        Assert.Equal(3, Simulator.HeyGen.RequestCount);
    }

    [Fact]
    public async Task An_accounts_handler_sees_only_its_own_requests()
    {
        var seen = new List<string>();
        await using var app = App(
            Configuration(("Vzla:ApiKey", VzlaKey)),
            quota => quota.AddHeyGen(o => o.ApiKey = HeyGenKey, http => http.AddHttpMessageHandler(() => new Spy(seen))));

        await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(["/v2/user/remaining_quota"], seen);
    }

    private sealed class Spy(List<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
