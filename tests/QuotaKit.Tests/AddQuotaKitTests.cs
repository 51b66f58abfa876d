using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Tests;

/// <summary>The accounts, names and services that AddQuotaKit registers.</summary>
public sealed class AddQuotaKitTests : SimulatorTest
{
    [Fact]
    public async Task Every_configured_key_becomes_an_account()
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey), ("Vzla:ApiKey", VzlaKey)));

        var client = app.GetRequiredService<IQuotaClient>();
        var report = await client.GetAllAsync(cancellationToken: Token);

        Assert.Equal(["heygen", "vzla"], client.Accounts);
        Assert.Equal([39074.2m, 973m], report.Snapshots.Select(s => s.Primary.Remaining!.Value));
        Assert.Equal(["heygen", "vzla"], app.GetServices<IQuotaProvider>().Select(p => p.Name));
    }

    [Fact]
    public async Task Named_accounts_come_from_the_configuration()
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
    public async Task A_named_account_does_not_use_the_vendors_key()
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Accounts:team-a:Plan", "Pro")));

        var error = (await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token))["heygen/team-a"].Error!;

        Assert.Equal(
            "heygen/team-a: There is no API key. Set 'QuotaKit:HeyGen:Accounts:team-a:ApiKey' in the environment or the configuration, " +
            "or HeyGenQuotaOptions.ApiKey in code.",
            error.Message);
    }

    [Fact]
    public async Task Accounts_from_code_and_configuration_are_combined()
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
    public async Task Calling_AddQuotaKit_twice_changes_nothing()
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
    public async Task A_rejected_key_names_its_setting()
    {
        await using var app = App(Configuration(("Vzla:Accounts:eu:ApiKey", "vzlaio_of_nobody")));

        var error = await Assert.ThrowsAsync<QuotaException>(() => app.GetRequiredService<IQuotaClient>().GetAsync("vzla/eu", cancellationToken: Token));

        Assert.Contains("Check 'QuotaKit:Vzla:Accounts:eu:ApiKey'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_names_ignore_letter_case()
    {
        await using var app = App(
            Configuration(("HeyGen:Accounts:team-a:ApiKey", HeyGenKey), ("HeyGen:Accounts:team-a:Plan", "Pro")),
            quota => quota.AddHeyGen("Team-A", o => o.Thresholds = new(0.5, 0.6)).AddHeyGen("TEAM-A"));

        var client = app.GetRequiredService<IQuotaClient>();

        Assert.Equal(["heygen/Team-A"], client.Accounts);
        Assert.Equal(100, (await client.GetAsync("heygen/team-a", cancellationToken: Token)).Primary.Limit);
    }

    [Fact]
    public async Task The_name_default_ignores_letter_case()
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
    public async Task Options_cannot_rename_an_account()
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
    public async Task A_provider_registered_as_a_service_is_rejected()
    {
        var services = new ServiceCollection().AddSingleton<IQuotaProvider, Fixed>();
        services.AddQuotaKit();
        await using var app = services.BuildServiceProvider();

        var error = Assert.Throws<QuotaConfigurationException>(app.GetRequiredService<IQuotaClient>);

        Assert.Equal("An IQuotaProvider was registered as a service. Add it with AddQuotaKit().AddProvider<T>() instead.", error.Message);
    }

    [Fact]
    public void The_whole_configuration_is_rejected()
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddQuotaKit(Configuration()));

        Assert.Contains("GetSection(\"QuotaKit\")", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_key_there_are_no_accounts()
    {
        await using var app = App(Configuration());

        var client = app.GetRequiredService<IQuotaClient>();

        Assert.Empty(client.Accounts);
        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => client.GetAsync("heygen", cancellationToken: Token));
        Assert.StartsWith("There is no account 'heygen'. No account is set up.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_is_not_required()
    {
        var services = new ServiceCollection();
        services.AddQuotaKit().AddHeyGen(o => (o.ApiKey, o.BaseAddress) = (HeyGenKey, Simulator.HeyGen.BaseAddress));
        await using var app = services.BuildServiceProvider();

        Assert.Equal(39074.2m, (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token)).Primary.Remaining);
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

    /// <summary>A provider that the app brings.</summary>
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
