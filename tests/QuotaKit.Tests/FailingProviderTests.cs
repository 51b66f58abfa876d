using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace QuotaKit.Tests;

/// <summary>A provider of the app that cannot be created. It hides no other account.</summary>
public sealed class FailingProviderTests : SimulatorTest
{
    private static readonly string _typeName = typeof(FromVault).FullName!;

    [Fact]
    public async Task A_constructor_that_throws_hides_no_other_account()
    {
        await using var app = AppWith(new Vault { IsDown = true }, quota => quota.AddProvider<FromVault>());

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(["heygen", _typeName], report.Results.Select(r => r.Name));
        Assert.Equal(39074.2m, report["heygen"].GetSnapshotOrThrow().Primary.Remaining);
        var error = Assert.IsType<QuotaConfigurationException>(report[_typeName].Error);
        Assert.Equal(
            $"The provider {_typeName} could not be created, so its account has the name of its type. "
            + "Its constructor, or a service that it needs, failed with TimeoutException. The next call tries again.",
            error.Message);
        Assert.DoesNotContain("vault-secret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("heygen", app.GetRequiredKeyedService<IQuotaProvider>("heygen").Name);
    }

    [Fact]
    public async Task The_next_call_tries_a_failed_constructor_again()
    {
        var vault = new Vault { IsDown = true };
        await using var app = AppWith(vault, quota => quota.AddProvider<FromVault>());
        var provider = app.GetRequiredKeyedService<IQuotaProvider>(_typeName);
        await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));

        vault.IsDown = false;

        Assert.Equal("from-vault", (await provider.GetQuotaAsync(Token)).Provider);
    }

    [Fact]
    public async Task A_provider_without_a_name_hides_no_other_account()
    {
        await using var app = AppWith(new Vault { Name = " " }, quota => quota.AddProvider<FromVault>());

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.True(report["heygen"].IsSuccess);
        Assert.Contains("Its Name is empty.", report[_typeName].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_does_not_start_and_names_every_account_that_fails()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Configuration(
            ("HeyGen:ApiKey", "two words"), ("Pictory:ApiKee", PictoryKey), ("Vzla:Plan", "Pro"), ("Vzla:Resilience:MaxDelay", "5"),
            ("CacheDuration", "-00:00:01")));
        builder.Services.AddSingleton(new Vault { IsDown = true });
        builder.Services.AddQuotaKit().AddProvider<FromVault>();
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => host.StartAsync(Token));

        string[] named =
        [
            "heygen: The API key has a space", "'QuotaKit:Pictory:ApiKee' is not a setting", "'QuotaKit:Vzla:Plan' is not a setting",
            "'QuotaKit:Vzla:Resilience:MaxDelay' must be a duration", $"The provider {_typeName} could not be created", "CacheDuration must not be negative",
        ];
        Assert.All(named, n => Assert.Contains(n, error.Message, StringComparison.Ordinal));
    }

    private ServiceProvider AppWith(Vault vault, Action<IQuotaKitBuilder> add)
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration(("HeyGen:ApiKey", HeyGenKey))).AddSingleton(vault);
        add(services.AddQuotaKit());
        return services.BuildServiceProvider();
    }

    private sealed class Vault
    {
        public bool IsDown { get; set; }

        public string Name { get; init; } = "from-vault";
    }

    private sealed class FromVault : IQuotaProvider
    {
        public FromVault(Vault vault)
        {
            if (vault.IsDown)
                throw new TimeoutException("vault-secret");
            Name = vault.Name;
        }

        public string Name { get; }

        public Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default) => Task.FromResult(new QuotaSnapshot
        {
            Provider = Name,
            RetrievedAt = DateTimeOffset.UnixEpoch,
            Balances = [new() { Key = "seats", Label = "Seats", Unit = QuotaUnit.Of("seats"), Kind = QuotaKind.Allowance, Remaining = 3 }],
        });
    }
}
