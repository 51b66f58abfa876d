using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Http;
using QuotaKit.Testing;

namespace AcmeRenders.Tests;

[Collection(nameof(EnvironmentTests))]
public sealed class AcmeRegistrationTests : AcmeTest
{
    // A second vendor that shares the type of its options with Acme.
    private static readonly QuotaVendorRegistration<QuotaAccountOptions> _other = QuotaVendorRegistration.Create(
        AcmeQuota.Registration.Vendor with { Id = "other", SettingName = "Other", EnvironmentVariable = "OTHER_API_KEY" },
        client => QuotaEndpoint.Get(client, "v2/usage", "x-api-key", AcmeMapper.Map));

    public override ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public async Task Script_creates_a_provider_with_a_key()
    {
        var acme = AcmeQuota.Registration.CreateProvider(Key, o => o.BaseAddress = Acme.BaseAddress);

        Assert.Equal("acme", acme.Name);
        Assert.Equal(475.8m, (await acme.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Fact]
    public void Missing_key_is_an_error_that_says_where_to_set_it()
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => AcmeQuota.Registration.CreateProvider(""));

        Assert.Contains("QuotaAccountOptions.ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains("QuotaKit:Acme:ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains("ACME_API_KEY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_adds_an_account_in_code()
    {
        var services = new ServiceCollection();
        services.AddQuotaKit().AddAccount(AcmeQuota.Registration, configure: o => (o.ApiKey, o.BaseAddress) = (Key, Acme.BaseAddress));

        Assert.Equal(475.8m, (await ReadAsync(services, "acme")).Primary.Remaining);
    }

    [Fact]
    public async Task Key_in_the_environment_is_found()
    {
        Environment.SetEnvironmentVariable(Variable, Key);
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddAccount(AcmeQuota.Registration, configure: o => o.BaseAddress = Acme.BaseAddress);

        Assert.Equal("Studio", (await ReadAsync(services, "acme")).Plan);
    }

    [Fact]
    public async Task Settings_come_from_the_vendors_section()
    {
        var services = WithSettings(("ApiKey", Key), ("Thresholds:Warning", "0.1"));
        services.AddQuotaKitCore().AddAccount(AcmeQuota.Registration);

        Assert.Equal(QuotaStatus.Warning, (await ReadAsync(services, "acme")).Status);
    }

    [Fact]
    public async Task Discovered_vendor_finds_accounts_in_the_configuration()
    {
        var services = WithSettings(("Accounts:team-a:ApiKey", Key));
        services.AddQuotaKitCore().AddVendor(AcmeQuota.Registration, discover: true);

        Assert.Equal("team-a", (await ReadAsync(services, "acme/team-a")).Account);
    }

    [Fact]
    public async Task Unknown_setting_is_an_error_that_names_it()
    {
        var services = WithSettings(("ApiKey", Key), ("Regoin", "eu"));
        services.AddQuotaKitCore().AddAccount(AcmeQuota.Registration);

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => ReadAsync(services, "acme"));

        Assert.Contains("'QuotaKit:Acme:Regoin'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Named_account_has_its_own_key()
    {
        var services = new ServiceCollection();
        services.AddQuotaKitCore()
            .AddAccount(AcmeQuota.Registration, configure: o => (o.ApiKey, o.BaseAddress) = (Key, Acme.BaseAddress))
            .AddAccount(AcmeQuota.Registration, "team-a", o => (o.ApiKey, o.BaseAddress) = ("acme-key-0", Acme.BaseAddress));
        await using var container = services.BuildServiceProvider();

        var report = await container.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal("Studio", report["acme"].GetSnapshotOrThrow().Plan);
        Assert.Equal(QuotaErrorKind.Unauthorized, report["acme/team-a"].Error?.Kind);
        Assert.Equal(["acme", "acme/team-a"], container.GetServices<IQuotaProvider>().Select(p => p.Name));
        Assert.Equal("acme/team-a", container.GetRequiredKeyedService<IQuotaProvider>("acme/team-a").Name);
    }

    [Fact]
    public async Task Two_simple_vendors_keep_their_settings_apart()
    {
        await using var other = await EndpointSimulator.StartAsync("other", "x-api-key", cancellationToken: Token);
        other.Accept("other-key-1");
        other.Serve("v2/usage", """{ "plan": "Solo", "meters": [ { "name": "render_seconds", "used": 60 } ] }""");
        var services = WithSettings(("ApiKey", Key), ("Accounts:team-a:ApiKey", Key));
        services.AddQuotaKitCore()
            .AddVendor(AcmeQuota.Registration, discover: true)
            .AddAccount(_other, configure: o => (o.ApiKey, o.BaseAddress) = ("other-key-1", other.BaseAddress))
            .AddAccount(_other, "team-a", o => (o.ApiKey, o.BaseAddress) = ("other-key-1", other.BaseAddress));
        await using var container = services.BuildServiceProvider();

        var report = await container.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(
            [("other", "Solo"), ("other/team-a", "Solo"), ("acme", "Studio"), ("acme/team-a", "Studio")],
            report.Results.Select(r => (r.Name, r.GetSnapshotOrThrow().Plan)));
    }

    [Fact]
    public async Task Changed_configuration_is_used_by_the_next_call()
    {
        Acme.Accept("acme-key-2");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("QuotaKit:Acme:BaseAddress", Acme.BaseAddress.AbsoluteUri), new("QuotaKit:Acme:ApiKey", Key)]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddQuotaKitCore().AddAccount(AcmeQuota.Registration);
        await using var container = services.BuildServiceProvider();
        var acme = container.GetRequiredKeyedService<IQuotaProvider>("acme");
        await acme.GetQuotaAsync(Token);

        configuration["QuotaKit:Acme:ApiKey"] = "acme-key-2";
        configuration.Reload();
        await acme.GetQuotaAsync(Token);

        Assert.Equal(["Token acme-key-1", "Token acme-key-2"], Acme.Requests.Select(r => r.Headers["Authorization"]));
    }

    [Fact]
    public async Task Message_handler_of_the_app_sees_the_requests()
    {
        var seen = new SeeingHandler();
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddAccount(
            AcmeQuota.Registration, configure: o => (o.ApiKey, o.BaseAddress) = (Key, Acme.BaseAddress),
            configureHttp: http => http.AddHttpMessageHandler(() => seen));

        await ReadAsync(services, "acme");

        Assert.Equal("/v1/usage", seen.Path);
    }

    [Fact]
    public void Options_of_an_unknown_vendor_say_how_to_name_them()
    {
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddVendor(AcmeQuota.Registration);
        using var container = services.BuildServiceProvider();

        var error = Assert.Throws<InvalidOperationException>(() => container.GetRequiredService<IOptionsMonitor<QuotaAccountOptions>>().Get("acne"));

        Assert.Equal("There is no vendor for the options named 'acne'. Name them like the account: acme or acme/team-a.", error.Message);
    }

    private static async Task<QuotaSnapshot> ReadAsync(ServiceCollection services, string name)
    {
        await using var container = services.BuildServiceProvider();
        return await container.GetRequiredService<IQuotaClient>().GetAsync(name, cancellationToken: Token);
    }

    private ServiceCollection WithSettings(params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("QuotaKit:Acme:BaseAddress", Acme.BaseAddress.AbsoluteUri),
            .. settings.Select(s => KeyValuePair.Create<string, string?>($"QuotaKit:Acme:{s.Name}", s.Value)),
        ]).Build());
        return services;
    }

    private sealed class SeeingHandler : DelegatingHandler
    {
        public string? Path { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Path = request.RequestUri?.AbsolutePath;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
