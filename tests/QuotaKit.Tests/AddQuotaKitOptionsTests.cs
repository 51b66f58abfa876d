using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuotaKit.HeyGen;

namespace QuotaKit.Tests;

/// <summary>Options that code sets, and hosts that do not start with invalid ones.</summary>
public sealed class AddQuotaKitOptionsTests : SimulatorTest
{
    [Fact]
    public async Task Options_in_code_override_the_configuration()
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
    public async Task Options_set_before_AddQuotaKit_override_as_well()
    {
        Simulator.HeyGen.Account("heygen-from-code").RemainingQuota = 60;
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration(("HeyGen:ApiKey", HeyGenKey)));
        services.Configure<HeyGenQuotaOptions>(o => o.ApiKey = "heygen-from-code");
        services.AddQuotaKit();
        await using var app = services.BuildServiceProvider();

        Assert.Equal(1, (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task Failing_options_code_hides_no_other_account()
    {
        await using var app = App(Configuration(("Vzla:ApiKey", VzlaKey)), quota => quota.AddHeyGen(_ => throw new FileNotFoundException("no such key file")));

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(973, report["vzla"].GetSnapshotOrThrow().Primary.Remaining);
        var error = Assert.IsType<QuotaConfigurationException>(report["heygen"].Error);
        Assert.Equal("heygen: the code that sets its options failed with FileNotFoundException. The next call tries again.", error.Message);
        // The error has the stack trace, but not the message, which could quote a key.
        Assert.Contains(nameof(Failing_options_code_hides_no_other_account), error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("no such key file", error.ToString(), StringComparison.Ordinal);
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
    public async Task A_host_with_an_invalid_setting_does_not_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Configuration(("HeyGen:ApiKey", "with space")));
        builder.Services.AddQuotaKit();
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => host.StartAsync(Token));

        Assert.Contains("space at position 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_host_names_every_invalid_account()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(Configuration(("HeyGen:ApiKey", "with space"), ("Vzla:Accounts:eu:ApiKey", "")));
        builder.Services.AddQuotaKit();
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => host.StartAsync(Token));

        Assert.Contains("heygen: The API key has a space", error.Message, StringComparison.Ordinal);
        Assert.Contains("vzla/eu: There is no API key", error.Message, StringComparison.Ordinal);
    }
}
