using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>An app changes its configuration: a rejected key is not sent again, and a new key is sent at once.</summary>
public sealed class KeyRotationRows : VendorRowTest
{
    private const string WrongKey = "a_key_that_nobody_knows";
    private static readonly QuotaReadOptions _now = new() { MaxAge = TimeSpan.Zero };

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Changed_key_is_sent_at_once(string id)
    {
        var configuration = Configuration(id, ("ApiKey", WrongKey));
        var app = App(configuration);
        var (provider, client) = (app.GetRequiredKeyedService<IQuotaProvider>(id), app.GetRequiredService<IQuotaClient>());
        Assert.Equal((QuotaErrorKind.Unauthorized, 1), await FailureOf(provider) is var refused ? (refused.Kind, refused.Attempts) : default);
        Assert.Equal(0, (await FailureOf(provider)).Attempts);
        Assert.Equal(0, (await FailureOf(client.GetAsync(id, cancellationToken: Token))).Attempts);
        Clock.Advance(TimeSpan.FromSeconds(2));

        Set(configuration, id, FaultVendor.Of(id).Key);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await client.GetAsync(id, cancellationToken: Token)).Primary.Remaining);
        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(3, Server(id).RequestCount);
        Assert.Equal(
            [true, false, false], Server(id).Requests.Select(r => r.Headers[FaultVendor.Of(id).KeyHeader].EndsWith(WrongKey, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("heygen")]
    [InlineData("pictory")]
    public async Task Retry_After_does_not_block_a_new_key(string id)
    {
        var configuration = Configuration(id, ("ApiKey", WrongKey));
        var provider = App(configuration).GetRequiredKeyedService<IQuotaProvider>(id);
        Server(id).Faults.Enqueue(Fault.Status(429, "", ("Retry-After", "3600")));
        Assert.Equal((QuotaErrorKind.Throttled, 1), await FailureOf(provider) is var throttled ? (throttled.Kind, throttled.Attempts) : default);
        Assert.Equal(0, (await FailureOf(provider)).Attempts);

        Set(configuration, id, FaultVendor.Of(id).Key);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Reload_with_the_same_key_stays_blocked(string id)
    {
        var configuration = Configuration(id, ("ApiKey", WrongKey));
        var provider = App(configuration).GetRequiredKeyedService<IQuotaProvider>(id);
        await FailureOf(provider);

        configuration.Reload();
        Assert.Equal(0, (await FailureOf(provider)).Attempts);
        Set(configuration, id, $" {WrongKey}\r\n");
        Assert.Equal(0, (await FailureOf(provider)).Attempts);

        Assert.Equal(1, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Late_rejection_of_the_old_key_spares_the_new(string id)
    {
        var configuration = Configuration(id, ("ApiKey", WrongKey));
        var provider = App(configuration).GetRequiredKeyedService<IQuotaProvider>(id);
        Server(id).Faults.Enqueue(Fault.Delay(TimeSpan.FromSeconds(1)));

        var late = provider.GetQuotaAsync(Token);
        await Bounded(Server(id).WaitForRequestsAsync(1, Token));
        Set(configuration, id, FaultVendor.Of(id).Key);
        await provider.GetQuotaAsync(Token);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(QuotaErrorKind.Unauthorized, (await FailureOf(late)).Kind);

        Assert.Equal(FaultVendor.Of(id).Remaining, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Late_success_of_the_old_key_unblocks_nothing(string id)
    {
        var configuration = Configuration(id, ("ApiKey", FaultVendor.Of(id).Key));
        var provider = App(configuration).GetRequiredKeyedService<IQuotaProvider>(id);
        Server(id).Faults.Enqueue(Fault.Delay(TimeSpan.FromSeconds(1)));

        var late = provider.GetQuotaAsync(Token);
        await Bounded(Server(id).WaitForRequestsAsync(1, Token));
        Set(configuration, id, WrongKey);
        Assert.Equal(1, (await FailureOf(provider)).Attempts);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Bounded(late);

        Assert.Equal(0, (await FailureOf(provider)).Attempts);
        Assert.Equal(2, Server(id).RequestCount);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Rejected_key_does_not_block_other_accounts(string id)
    {
        var app = App(Configuration(id, ("ApiKey", FaultVendor.Of(id).Key), ("Accounts:wrong:ApiKey", WrongKey)));
        var client = app.GetRequiredService<IQuotaClient>();

        for (var round = 1; round <= 3; round++)
        {
            var report = await client.GetAllAsync(cancellationToken: Token);

            Assert.Equal(("wrong", round == 1 ? 1 : 0), Assert.Single(report.Errors) is var error ? (error.Account, error.Attempts) : default);
            Assert.Equal(FaultVendor.Of(id).Remaining, report[id].GetSnapshotOrThrow().Primary.Remaining);
            Assert.Equal(1 + round, Server(id).RequestCount);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, (await FailureOf(client.GetAsync($"{id}/wrong", _now, Token))).Attempts);
    }

    private static string Setting(string id, string setting) =>
        $"QuotaKit:{id switch { "heygen" => "HeyGen", "pictory" => "Pictory", _ => "Vzla" }}:{setting}";

    private static void Set(IConfigurationRoot configuration, string id, string key)
    {
        configuration[Setting(id, "ApiKey")] = key;
        configuration.Reload();
    }

    private IConfigurationRoot Configuration(string id, params (string Setting, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(Simulator.Settings)
        .AddInMemoryCollection(settings.ToDictionary(s => Setting(id, s.Setting), s => (string?)s.Value))
        .Build();

    private ServiceProvider App(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddSingleton(configuration).AddSingleton<TimeProvider>(Clock);
        services.AddQuotaKit();
        return Keep(services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
    }
}
