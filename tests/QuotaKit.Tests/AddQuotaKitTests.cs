using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuotaKit.HeyGen;

namespace QuotaKit.Tests;

public sealed class AddQuotaKitTests : SimulatorTest
{
    [Fact]
    public async Task Every_vendor_whose_key_is_configured_is_there()
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey), ("Vzla:ApiKey", VzlaKey)));

        var client = app.GetRequiredService<IQuotaClient>();
        var report = await client.GetAllAsync(cancellationToken: Token);

        Assert.Equal(["heygen", "vzla"], client.Accounts);
        Assert.Equal([39074.2m, 973m], report.Snapshots.Select(s => s.Primary.Remaining!.Value));
        Assert.Equal(["heygen", "vzla"], app.GetServices<IQuotaProvider>().Select(p => p.Name));
    }

    [Fact]
    public async Task Named_accounts_come_from_the_configuration_with_the_vendors_own_settings()
    {
        Simulator.HeyGen.Account("heygen-of-team-a").RemainingQuota = 600;
        await using var app = App(Configuration(
            ("HeyGen:ApiKey", HeyGenKey),
            ("HeyGen:Accounts:team-a:ApiKey", "heygen-of-team-a"),
            ("HeyGen:Accounts:team-a:Plan", "pro")));

        var client = app.GetRequiredService<IQuotaClient>();
        var snapshot = await client.GetAsync("heygen/team-a", cancellationToken: Token);

        Assert.Equal(["heygen", "heygen/team-a"], client.Accounts);
        Assert.Equal(("heygen", "team-a"), (snapshot.Provider, snapshot.Account));
        Assert.Equal((10m, 100m, 90m), (snapshot.Primary.Remaining!.Value, snapshot.Primary.Limit!.Value, snapshot.Primary.Used!.Value));
        Assert.Equal((QuotaFields.Limit, QuotaFields.Used), (snapshot.Primary.Configured, snapshot.Primary.Derived));
    }

    [Fact]
    public async Task A_named_account_does_not_borrow_the_vendors_key()
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Accounts:team-a:Plan", "Pro")));

        var error = (await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token))["heygen/team-a"].Error!;

        Assert.Equal(
            "heygen/team-a: There is no API key. Set 'QuotaKit:HeyGen:Accounts:team-a:ApiKey' in the environment or the configuration, or HeyGenQuotaOptions.ApiKey in code.",
            error.Message);
    }

    [Fact]
    public async Task Accounts_added_in_code_stand_beside_those_that_were_found()
    {
        Simulator.Pictory.Account("pictai_of_team_b").VideoMinutes.Used = 14400;
        await using var app = App(Configuration(("Pictory:ApiKey", PictoryKey)), quota => quota
            .AddPictory("team-b", o => o.ApiKey = "pictai_of_team_b")
            .AddHeyGen(o => o.ApiKey = HeyGenKey)
            .AddVzla(o => o.ApiKey = VzlaKey)
            .AddProvider<Fixed>());

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(["pictory/team-b", "heygen", "vzla", "pictory", "fixed"], report.Results.Select(r => r.Name));
        Assert.Empty(report.Errors);
        Assert.Equal(QuotaStatus.Exhausted, report["pictory/team-b"].Snapshot!.Status);
        Assert.Equal(QuotaStatus.Normal, report["pictory"].Snapshot!.Status);
    }

    [Fact]
    public async Task What_code_sets_goes_before_the_configuration()
    {
        Simulator.HeyGen.Account("heygen-from-code").RemainingQuota = 60;
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey)), quota => quota.AddHeyGen(o => o.ApiKey = "heygen-from-code"));

        Assert.Equal(1, (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task The_apps_own_Configure_reaches_the_default_account()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration(("HeyGen:ApiKey", HeyGenKey)));
        services.AddQuotaKit();
        services.Configure<HeyGenQuotaOptions>(o => o.Plan = HeyGenPlan.Pro);
        await using var app = services.BuildServiceProvider();

        Assert.Equal(100, (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token)).Primary.Limit);
    }

    [Fact]
    public async Task What_code_sets_before_AddQuotaKit_wins_as_well()
    {
        Simulator.HeyGen.Account("heygen-from-code").RemainingQuota = 60;
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration(("HeyGen:ApiKey", HeyGenKey)));
        services.Configure<HeyGenQuotaOptions>(o => o.ApiKey = "heygen-from-code");
        services.AddQuotaKit();
        await using var app = services.BuildServiceProvider();

        Assert.Equal(1, (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task Code_that_fails_to_set_one_accounts_options_hides_none_of_the_others()
    {
        await using var app = App(Configuration(("Vzla:ApiKey", VzlaKey)), quota => quota.AddHeyGen(_ => throw new FileNotFoundException("no such key file")));

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(973, report["vzla"].GetSnapshotOrThrow().Primary.Remaining);
        var error = Assert.IsType<QuotaConfigurationException>(report["heygen"].Error);
        Assert.Equal("heygen: the code that sets its options failed with FileNotFoundException. The next call tries again.", error.Message);
        // The place is told, but not the message, which could quote a key.
        Assert.Contains(nameof(Code_that_fails_to_set_one_accounts_options_hides_none_of_the_others), error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("no such key file", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handlers_that_an_app_gives_all_its_clients_do_not_multiply_the_attempts()
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
    public async Task Calling_twice_changes_nothing()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration(("HeyGen:ApiKey", HeyGenKey)));
        services.AddQuotaKit().AddVzla(o => o.ApiKey = VzlaKey).AddProvider<Fixed>();
        services.AddQuotaKit().AddVzla(o => o.ApiKey = VzlaKey).AddProvider<Fixed>();
        await using var app = services.BuildServiceProvider();

        Assert.Equal(["vzla", "heygen", "fixed"], app.GetRequiredService<IQuotaClient>().Accounts);
    }

    [Fact]
    public async Task Each_provider_is_a_keyed_service()
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Accounts:team-a:ApiKey", HeyGenKey)));

        Assert.Equal("heygen", app.GetRequiredKeyedService<IQuotaProvider>("heygen").Name);
        Assert.Equal("heygen/team-a", app.GetRequiredKeyedService<IQuotaProvider>("heygen/team-a").Name);
        Assert.Same(app.GetServices<IQuotaProvider>().First(), app.GetRequiredKeyedService<IQuotaProvider>("heygen"));
        var error = Assert.Throws<QuotaConfigurationException>(() => app.GetRequiredKeyedService<IQuotaProvider>("pictory"));
        Assert.Equal("There is no account 'pictory'. The accounts are heygen, heygen/team-a.", error.Message);
    }

    [Fact]
    public async Task A_handler_of_the_apps_own_sees_each_request_of_its_account_only()
    {
        var seen = new List<string>();
        await using var app = App(
            Configuration(("Vzla:ApiKey", VzlaKey)),
            quota => quota.AddHeyGen(o => o.ApiKey = HeyGenKey, http => http.AddHttpMessageHandler(() => new Spy(seen))));

        await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(["/v2/user/remaining_quota"], seen);
    }

    [Fact]
    public async Task A_refused_key_names_the_setting_of_its_account()
    {
        await using var app = App(Configuration(("Vzla:Accounts:eu:ApiKey", "vzlaio_of_nobody")));

        var error = await Assert.ThrowsAsync<QuotaException>(() => app.GetRequiredService<IQuotaClient>().GetAsync("vzla/eu", cancellationToken: Token));

        Assert.Contains("Check 'QuotaKit:Vzla:Accounts:eu:ApiKey'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_names_know_no_case()
    {
        await using var app = App(
            Configuration(("HeyGen:Accounts:team-a:ApiKey", HeyGenKey), ("HeyGen:Accounts:team-a:Plan", "Pro")),
            quota => quota.AddHeyGen("Team-A", o => o.Thresholds = new(0.5, 0.6)).AddHeyGen("TEAM-A"));

        var client = app.GetRequiredService<IQuotaClient>();

        Assert.Equal(["heygen/Team-A"], client.Accounts);
        Assert.Equal(100, (await client.GetAsync("heygen/team-a", cancellationToken: Token)).Primary.Limit);
    }

    [Fact]
    public async Task The_default_account_is_the_default_in_any_case()
    {
        await using var app = App(
            Configuration(("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Plan", "Pro")),
            quota => quota.AddHeyGen("Default", o => o.Thresholds = new(0.5, 0.6)).AddHeyGen().AddHeyGen("DEFAULT"));

        var client = app.GetRequiredService<IQuotaClient>();
        var snapshot = await client.GetAsync("heygen", cancellationToken: Token);

        Assert.Equal(["heygen"], client.Accounts);
        Assert.Equal(("default", 100m), (snapshot.Account, snapshot.Primary.Limit));
    }

    [Fact]
    public async Task An_account_keeps_the_name_that_it_was_added_with()
    {
        await using var app = App(
            Configuration(("HeyGen:ApiKey", HeyGenKey)),
            quota => quota.AddHeyGen(o => o.Account = "x").AddHeyGen("team-a", o => (o.ApiKey, o.Account) = (HeyGenKey, "y")));

        var client = app.GetRequiredService<IQuotaClient>();
        var report = await client.GetAllAsync(cancellationToken: Token);

        Assert.Equal(["heygen", "heygen/team-a"], client.Accounts);
        Assert.Equal(["default", "team-a"], report.Snapshots.Select(s => s.Account));
    }

    [Fact]
    public async Task A_plan_changed_in_place_is_used_by_the_next_call()
    {
        HeyGenQuotaOptions options = new() { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress };
        using var provider = new HeyGenQuotaProvider(options);
        Assert.Null((await provider.GetQuotaAsync(Token)).Primary.Limit);

        options.Plan = HeyGenPlan.Pro;

        Assert.Equal(100, (await provider.GetQuotaAsync(Token)).Primary.Limit);
    }

    [Fact]
    public async Task A_provider_that_was_registered_past_QuotaKit_is_named()
    {
        var services = new ServiceCollection().AddSingleton<IQuotaProvider, Fixed>();
        services.AddQuotaKit();
        await using var app = services.BuildServiceProvider();

        var error = Assert.Throws<QuotaConfigurationException>(app.GetRequiredService<IQuotaClient>);

        Assert.Equal("An IQuotaProvider was registered as a service. Add it with AddQuotaKit().AddProvider<T>() instead.", error.Message);
    }

    [Fact]
    public void The_whole_configuration_is_not_the_section()
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddQuotaKit(Configuration()));

        Assert.Contains("GetSection(\"QuotaKit\")", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_key_there_is_nothing_to_ask_and_the_error_says_so()
    {
        await using var app = App(Configuration());

        var client = app.GetRequiredService<IQuotaClient>();

        Assert.Empty(client.Accounts);
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => client.GetAsync("heygen", cancellationToken: Token));
        Assert.StartsWith("There is no account 'heygen'. No account is set up.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_without_a_configuration_needs_none()
    {
        var services = new ServiceCollection();
        services.AddQuotaKit().AddHeyGen(o => (o.ApiKey, o.BaseAddress) = (HeyGenKey, Simulator.HeyGen.BaseAddress));
        await using var app = services.BuildServiceProvider();

        Assert.Equal(39074.2m, (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task A_host_with_a_wrong_setting_does_not_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Configuration(("HeyGen:ApiKey", "with space")));
        builder.Services.AddQuotaKit();
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => host.StartAsync(Token));

        Assert.Contains("space at position 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_start_names_every_wrong_account()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Configuration(("HeyGen:ApiKey", "with space"), ("Vzla:Accounts:eu:ApiKey", "")));
        builder.Services.AddQuotaKit();
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => host.StartAsync(Token));

        Assert.Contains("heygen: The API key has a space", error.Message, StringComparison.Ordinal);
        Assert.Contains("vzla/eu: There is no API key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_the_container_disposes_the_providers()
    {
        var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey)));
        var provider = app.GetRequiredKeyedService<IQuotaProvider>("heygen");
        var client = app.GetRequiredService<IQuotaClient>();

        await app.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));
        Assert.Throws<ObjectDisposedException>(() => { _ = client.GetAsync("heygen", cancellationToken: Token); });
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

    /// <summary>A provider of an app's own.</summary>
    private sealed class Fixed(TimeProvider clock) : IQuotaProvider
    {
        public string Name => "fixed";

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => Task.FromResult(new QuotaSnapshot
        {
            Provider = Name,
            RetrievedAt = clock.GetUtcNow(),
            Balances = [new() { Key = "seats", Label = "Seats", Unit = QuotaUnit.Of("seats"), Kind = QuotaKind.Allowance, Remaining = 3 }],
        });
    }
}
