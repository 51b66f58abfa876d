using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Acme.Tests;

public sealed class AcmeRegistrationTests : IAsyncLifetime
{
    private const string Variable = "ACME_API_KEY";
    private AcmeServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await AcmeServer.StartAsync();

    public ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task An_account_added_in_code_is_read_through_the_client()
    {
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddAcme(o => (o.ApiKey, o.BaseAddress) = ("acme-key-1", _server.BaseAddress));
        await using var container = services.BuildServiceProvider();

        var snapshot = await container.GetRequiredService<IQuotaClient>().GetAsync("acme", cancellationToken: Token);

        Assert.Equal(475.8m, snapshot.Primary.Remaining);
    }

    [Fact]
    public async Task The_key_in_the_environment_is_found()
    {
        Environment.SetEnvironmentVariable(Variable, "acme-key-1");
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddAcme(o => o.BaseAddress = _server.BaseAddress);

        Assert.Equal("Studio", (await ReadAsync(services, "acme")).Plan);
    }

    [Fact]
    public async Task Settings_come_from_the_section_of_that_name()
    {
        var services = WithSettings(("ApiKey", "acme-key-1"), ("Thresholds:Warning", "0.1"));
        services.AddQuotaKitCore().AddAcme();

        Assert.Equal(QuotaStatus.Warning, (await ReadAsync(services, "acme")).Status);
    }

    [Fact]
    public async Task An_account_of_the_configuration_is_found_when_the_vendor_is_to_look_for_them()
    {
        var services = WithSettings(("Accounts:team-a:ApiKey", "acme-key-1"));
        services.AddQuotaKitCore().AddVendor(AcmeBuilderExtensions.Registration, discover: true);

        Assert.Equal("team-a", (await ReadAsync(services, "acme/team-a")).Account);
    }

    [Fact]
    public async Task A_setting_that_nobody_knows_is_an_error_that_names_it()
    {
        var services = WithSettings(("ApiKey", "acme-key-1"), ("Regoin", "eu"));
        services.AddQuotaKitCore().AddAcme();

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => ReadAsync(services, "acme"));

        Assert.Contains("'QuotaKit:Acme:Regoin'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Named_accounts_have_keys_of_their_own_and_one_failure_leaves_the_other_alone()
    {
        var services = new ServiceCollection();
        services.AddQuotaKitCore()
            .AddAcme(o => (o.ApiKey, o.BaseAddress) = ("acme-key-1", _server.BaseAddress))
            .AddAcme("team-a", o => (o.ApiKey, o.BaseAddress) = ("acme-key-0", _server.BaseAddress));
        await using var container = services.BuildServiceProvider();

        var report = await container.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal("Studio", report["acme"].GetSnapshotOrThrow().Plan);
        Assert.Equal(QuotaErrorKind.Unauthorized, report["acme/team-a"].Error?.Kind);
        Assert.Equal("team-a", report["acme/team-a"].Account);
    }

    [Fact]
    public async Task Each_account_is_a_keyed_service()
    {
        var services = new ServiceCollection();
        services.AddQuotaKitCore()
            .AddAcme(o => (o.ApiKey, o.BaseAddress) = ("acme-key-1", _server.BaseAddress))
            .AddAcme("team-a", o => (o.ApiKey, o.BaseAddress) = ("acme-key-1", _server.BaseAddress));
        await using var container = services.BuildServiceProvider();

        var provider = container.GetRequiredKeyedService<IQuotaProvider>("acme/team-a");

        Assert.Equal("acme/team-a", provider.Name);
        Assert.Equal("team-a", (await provider.GetQuotaAsync(Token)).Account);
        Assert.Equal(["acme", "acme/team-a"], container.GetServices<IQuotaProvider>().Select(p => p.Name));
    }

    [Fact]
    public async Task A_handler_of_the_application_sees_the_requests()
    {
        var seen = new SeeingHandler();
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddAcme(
            o => (o.ApiKey, o.BaseAddress) = ("acme-key-1", _server.BaseAddress), http => http.AddHttpMessageHandler(() => seen));

        await ReadAsync(services, "acme");

        Assert.Equal("/v1/usage", seen.Path);
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
            new("QuotaKit:Acme:BaseAddress", _server.BaseAddress.AbsoluteUri),
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
