using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;
using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

/// <summary>The observer updates the cached snapshot from the responses of an application's own client.</summary>
public sealed class VzlaQuotaObserverTests : SimulatorTest
{
    private const string Search = "api/quantis/v2/search/";
    private const string QuotaPath = "/api/quantis/v2/me/quota/";

    private readonly ServiceCollection _services = new();
    private readonly Lazy<ServiceProvider> _container;

    public VzlaQuotaObserverTests() => _container = new(() => _services.BuildServiceProvider());

    private VzlaAccount Account => Simulator.Vzla.Account(VendorSamples.Key);

    private IQuotaClient Client => _container.Value.GetRequiredService<IQuotaClient>();

    private int QuotaRequests => PathsOf(Simulator.Vzla).Count(path => path == QuotaPath);

    public override async ValueTask DisposeAsync()
    {
        if (_container.IsValueCreated)
            await _container.Value.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_call_of_the_app_updates_the_snapshot()
    {
        AddQuotaKit();
        AddApp("app").AddVzlaQuotaObserver();
        Account.CurrentUsage = 849;
        await Client.GetAsync("vzla", cancellationToken: Token);

        using var response = await CallAsync("app");
        var snapshot = await Client.GetAsync("vzla", cancellationToken: Token);

        Assert.Equal((850m, 1000m, 150m), (snapshot.Primary.Used!.Value, snapshot.Primary.Limit!.Value, snapshot.Primary.Remaining!.Value));
        Assert.Equal(QuotaStatus.Warning, snapshot.Status);
        Assert.NotNull(snapshot.Primary.ResetsAt);
        Assert.Equal([QuotaPath, $"/{Search}"], PathsOf(Simulator.Vzla));
    }

    [Fact]
    public async Task Members_that_are_not_in_headers_are_kept()
    {
        AddQuotaKit();
        AddApp("app").AddVzlaQuotaObserver();
        Account.Subscription = "Team";
        var read = await Client.GetAsync("vzla", cancellationToken: Token);

        using var response = await CallAsync("app");
        var snapshot = await Client.GetAsync("vzla", cancellationToken: Token);

        Assert.Equal((973m, 972m), (read.Primary.Remaining!.Value, snapshot.Primary.Remaining!.Value));
        Assert.Equal(("Team", true), (snapshot.Plan, snapshot.IsActive));
        Assert.Equal((read.Primary.PeriodStart, read.Primary.ResetsAt), (snapshot.Primary.PeriodStart, snapshot.Primary.ResetsAt));
        Assert.NotNull(snapshot.Primary.PeriodStart);
        Assert.Equal(1, QuotaRequests);
    }

    [Fact]
    public async Task An_invalid_reset_keeps_the_known_reset()
    {
        AddQuotaKit();
        AddApp("app").AddVzlaQuotaObserver();
        _ = Account;
        var read = await Client.GetAsync("vzla", cancellationToken: Token);
        Simulator.Vzla.Faults.Enqueue(Fault.Headers(("X-Quota-Reset", "unknown")));

        using var response = await CallAsync("app");
        var snapshot = await Client.GetAsync("vzla", cancellationToken: Token);

        Assert.Equal((972m, read.Primary.ResetsAt), (snapshot.Primary.Remaining!.Value, snapshot.Primary.ResetsAt));
    }

    [Fact]
    public async Task Headers_without_a_remaining_amount_are_ignored()
    {
        AddQuotaKit();
        AddApp("app").AddVzlaQuotaObserver();
        _ = Account;
        await Client.GetAsync("vzla", cancellationToken: Token);
        Simulator.Vzla.Faults.Enqueue(Fault.Headers(("X-Quota-Remaining", "many")));

        using var response = await CallAsync("app");
        var snapshot = await Client.GetAsync("vzla", cancellationToken: Token);

        Assert.Equal(973, snapshot.Primary.Remaining);
        Assert.Empty(snapshot.Warnings);
    }

    [Fact]
    public async Task A_429_updates_the_snapshot_to_exhausted()
    {
        AddQuotaKit();
        AddApp("app").AddVzlaQuotaObserver();
        Account.CurrentUsage = 999;
        await Client.GetAsync("vzla", cancellationToken: Token);
        Account.CurrentUsage = 1000;

        using var response = await CallAsync("app");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(QuotaStatus.Exhausted, (await Client.GetAsync("vzla", cancellationToken: Token)).Status);
        Assert.Equal(1, QuotaRequests);
    }

    [Fact]
    public async Task An_unlimited_plan_keeps_the_document()
    {
        AddQuotaKit();
        AddApp("app").AddVzlaQuotaObserver();
        Account.HasQuota = false;
        await Client.GetAsync("vzla", cancellationToken: Token);

        using var response = await CallAsync("app");

        Assert.True((await Client.GetAsync("vzla", cancellationToken: Token)).Primary.IsUnlimited);
        Assert.Equal(1, QuotaRequests);
    }

    [Fact]
    public async Task Each_account_gets_its_own_headers_only()
    {
        AddQuotaKit().AddVzla("team-a", o => (o.ApiKey, o.BaseAddress, o.Thresholds) =
            ("vzlaio_team_a", Simulator.Vzla.BaseAddress, new QuotaThresholds(Warning: 0.01)));
        AddApp("app", "vzlaio_team_a").AddVzlaQuotaObserver("team-a");
        Simulator.Vzla.Account("vzlaio_team_a").CurrentUsage = 41;
        Account.CurrentUsage = 7;
        await Client.GetAllAsync(cancellationToken: Token);

        using var response = await CallAsync("app");
        var team = await Client.GetAsync("vzla/team-a", cancellationToken: Token);
        var own = await Client.GetAsync("vzla", cancellationToken: Token);

        Assert.Equal(("team-a", 958m, QuotaStatus.Warning), (team.Account, team.Primary.Remaining!.Value, team.Status));
        Assert.Equal(("default", 993m, QuotaStatus.Normal), (own.Account, own.Primary.Remaining!.Value, own.Status));
        Assert.Equal(2, QuotaRequests);
    }

    [Fact]
    public async Task On_QuotaKits_own_client_the_document_counts()
    {
        AddQuotaKit(http => http.AddVzlaQuotaObserver());
        Account.Subscription = "Team";

        var first = await Client.GetAsync("vzla", cancellationToken: Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        var cached = await Client.GetAsync("vzla", cancellationToken: Token);

        Assert.Equal(("Team", "Team"), (first.Plan, cached.Plan));
        Assert.Equal(973, cached.Primary.Remaining);
        Assert.Equal(1, QuotaRequests);
    }

    [Fact]
    public async Task Without_QuotaKit_the_observer_does_nothing()
    {
        AddApp("app").AddVzlaQuotaObserver();
        _ = Account;

        using var response = await CallAsync("app");

        Assert.Equal("{}", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task An_invalid_setting_does_not_fail_the_app()
    {
        AddQuotaKit();
        _services.Configure<VzlaQuotaOptions>(o => o.ApiKey = "not a key");
        AddApp("app").AddVzlaQuotaObserver();
        _ = Account;

        using var response = await CallAsync("app");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAsync<QuotaConfigurationException>(
            () => Client.GetAsync("vzla", new QuotaReadOptions { MaxAge = TimeSpan.Zero }, Token));
    }

    [Fact]
    public async Task A_failing_provider_does_not_fail_the_app()
    {
        AddQuotaKit().AddProvider<FailingProvider>();
        AddApp("app").AddVzlaQuotaObserver();
        _ = Account;

        using var response = await CallAsync("app");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var report = await Client.GetAllAsync(cancellationToken: Token);
        Assert.Equal(QuotaErrorKind.Configuration, Assert.Single(report.Errors).Kind);
        Assert.True(report["vzla"].IsSuccess);
    }

    private IQuotaKitBuilder AddQuotaKit(Action<IHttpClientBuilder>? configureHttp = null) => _services.AddQuotaKitCore()
        .AddVzla(o => (o.ApiKey, o.BaseAddress) = (VendorSamples.Key, Simulator.Vzla.BaseAddress), configureHttp);

    private IHttpClientBuilder AddApp(string name, string key = VendorSamples.Key) => _services.AddHttpClient(name, http =>
    {
        http.BaseAddress = Simulator.Vzla.BaseAddress;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    });

    private Task<HttpResponseMessage> CallAsync(string name) =>
        _container.Value.GetRequiredService<IHttpClientFactory>().CreateClient(name).GetAsync(new Uri(Search, UriKind.Relative), Token);

    private sealed class FailingProvider : IQuotaProvider
    {
        public FailingProvider() => throw new InvalidOperationException("It cannot be created.");

        public string Name => "failing";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
