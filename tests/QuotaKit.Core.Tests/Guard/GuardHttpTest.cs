using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Core.Tests.Guard;

/// <summary>The base of tests with an app's own client for vzla.io, whose GET requests cost one request each, and a guard around it.</summary>
public abstract class GuardHttpTest : VzlaTest
{
    protected const string Search = "api/quantis/v2/search/";

    protected static readonly QuotaSpend OneRequest = new("vzla", 1, QuotaUnit.Requests);

    private readonly List<ServiceProvider> _apps = [];

    protected InMemoryQuotaLedger Ledger => field ??= new InMemoryQuotaLedger(Clock);

    public override async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
            await app.DisposeAsync();
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
    }

    /// <summary>Creates an app whose client "search" is guarded.</summary>
    protected ServiceProvider App(Action<IHttpClientBuilder>? guard = null, Action<IHttpClientBuilder>? outside = null, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddSingleton<IQuotaLedger>(_ => Ledger);
        services.AddQuotaKitCore().AddVzla(o => (o.ApiKey, o.BaseAddress) = (Key, Vendor.BaseAddress)).AddGuard();
        var http = services.AddHttpClient("search", client =>
        {
            client.BaseAddress = Vendor.BaseAddress;
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        });
        outside?.Invoke(http);
        (guard ?? (h => h.AddQuotaGuard("vzla", _ => OneRequest)))(http);
        add?.Invoke(services);
        var app = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        _apps.Add(app);
        return app;
    }

    protected static HttpClient Client(ServiceProvider app) => app.GetRequiredService<IHttpClientFactory>().CreateClient("search");

    protected static async Task<HttpStatusCode> GetAsync(HttpClient client, string? key = null, string path = Search)
    {
        using var request = Request(key, path);
        using var response = await client.SendAsync(request, Token);
        return response.StatusCode;
    }

    protected static HttpRequestMessage Request(string? key = null, string path = Search)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.RelativeOrAbsolute));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    /// <summary>The requests to the billable path, without those that read the quota.</summary>
    protected IReadOnlyList<Testing.RecordedRequest> Sent => [.. Vendor.Requests.Where(r => r.Path.EndsWith(Search, StringComparison.Ordinal))];

    protected string KeySent => Sent[^1].Headers["Idempotency-Key"];

    protected async Task<QuotaReservationState?> StateAsync(string id) => (await Ledger.FindAsync(id, Token))?.State;
}
