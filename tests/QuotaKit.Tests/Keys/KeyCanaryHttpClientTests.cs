using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Keys;

/// <summary>Searches the output of other HTTP clients for keys: those of an app, of the observer and of the simulator.</summary>
public sealed class KeyCanaryHttpClientTests : KeyCanaryTest
{
    [Fact]
    public async Task App_defaults_do_not_restore_HTTP_client_loggers()
    {
        var vendor = CanaryVendor.Of("pictory");
        foreach (var isAfter in new[] { false, true })
        {
            Watch.Scenario = $"an app's own defaults, {(isAfter ? "after" : "before")} AddQuotaKit";
            var services = Services().AddSingleton<IConfiguration>(Configuration(vendor, ("ApiKey", Good[0].Value)));
            if (!isAfter)
                services.ConfigureHttpClientDefaults(http => http.AddDefaultLogger());
            services.AddQuotaKit();
            if (isAfter)
                services.ConfigureHttpClientDefaults(http => http.AddDefaultLogger());
            await using var app = services.BuildServiceProvider();
            Assert.Null(await LookAtAsync("GetAsync", () => app.GetRequiredService<IQuotaClient>().GetAsync("pictory", cancellationToken: Token)));
        }

        AssertNothingLeaked(LogWatch.Channel, TelemetryWatch.Logs);
    }

    [Fact]
    public async Task The_observer_leaks_no_token()
    {
        // The observer finds a token by the prefix of vzla.io, because it does not know the token itself.
        var token = $"vzlaio_{Good[0].Value}";
        Watch.Scenario = "vzla.io's headers";
        Simulator.Vzla.Account(token);
        Simulator.Vzla.Faults.Always(Fault.Headers(("X-Request-ID", token)));
        var services = Services().AddSingleton<IConfiguration>(Configuration(CanaryVendor.Of("vzla"), ("ApiKey", token)));
        services.AddQuotaKit();
        services.AddHttpClient("own").AddVzlaQuotaObserver().RemoveAllLoggers();
        await using var app = services.BuildServiceProvider();
        using var http = app.GetRequiredService<IHttpClientFactory>().CreateClient("own");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Simulator.Vzla.BaseAddress, "api/quantis/v2/search/"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        await app.GetRequiredService<IQuotaClient>().GetAsync("vzla", cancellationToken: Token);

        using var response = await http.SendAsync(request, Token);

        Assert.True(VzlaQuotaHeaders.TryRead(response, out var snapshot));
        Look("TryRead", snapshot);
        Assert.Null(await LookAtAsync("GetAsync", () => app.GetRequiredService<IQuotaClient>().GetAsync("vzla", cancellationToken: Token)));
        Assert.Equal(2, Simulator.Vzla.RequestCount);
        AssertNothingLeaked(ObjectWatch.Channel);
    }

    [Fact]
    public async Task The_simulators_journal_prints_no_key()
    {
        Watch.Scenario = "journal";
        foreach (var canary in Good)
        {
            using var http = new HttpClient { BaseAddress = Simulator.HeyGen.BaseAddress };
            foreach (var path in new[] { "v2/user/remaining_quota", "v9/nobody/serves/this" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{path}?key={Uri.EscapeDataString(canary.Value)}", UriKind.Relative));
                request.Headers.TryAddWithoutValidation("x-api-key", canary.Value);
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {canary.Value}");
                using var response = await http.SendAsync(request, Token);
                Watch.Look(ObjectWatch.Channel, "the response", await response.Content.ReadAsStringAsync(Token));
            }
        }

        Assert.All(Simulator.HeyGen.Requests.Concat(Simulator.UnexpectedRequests), r => Watch.Look(ObjectWatch.Channel, "a request", r.ToString()));
        var unexpected = Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);
        Watch.Look(ObjectWatch.Channel, "the exception", unexpected.ToString());
        AssertNothingLeaked(ObjectWatch.Channel);
    }
}
