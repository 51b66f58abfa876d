using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Tests;

/// <summary>Settings that change while the app runs.</summary>
public sealed class ConfigurationReloadTests : SimulatorTest
{
    [Fact]
    public async Task A_rotated_key_is_used_by_the_next_call()
    {
        var configuration = Configuration(("HeyGen:ApiKey", "heygen-old-key"), ("HeyGen:Accounts:a:ApiKey", "heygen-old-key-of-a"));
        await using var app = App(configuration);
        var provider = app.GetRequiredKeyedService<IQuotaProvider>("heygen");
        var account = app.GetRequiredKeyedService<IQuotaProvider>("heygen/a");
        Assert.Equal(QuotaErrorKind.Unauthorized, (await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token))).Kind);

        configuration["QuotaKit:HeyGen:ApiKey"] = HeyGenKey;
        configuration["QuotaKit:HeyGen:Accounts:a:ApiKey"] = HeyGenKey;
        configuration.Reload();

        Assert.Equal(39074.2m, (await provider.GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(39074.2m, (await account.GetQuotaAsync(Token)).Primary.Remaining);
    }

    [Fact]
    public async Task An_invalid_new_key_is_not_sent()
    {
        var configuration = Configuration(("HeyGen:ApiKey", HeyGenKey));
        await using var app = App(configuration);
        var provider = app.GetRequiredKeyedService<IQuotaProvider>("heygen");

        configuration["QuotaKit:HeyGen:ApiKey"] = "two words";
        configuration.Reload();
        await Assert.ThrowsAsync<QuotaConfigurationException>(() => provider.GetQuotaAsync(Token));
        configuration["QuotaKit:HeyGen:ApiKey"] = HeyGenKey;
        configuration.Reload();
        await provider.GetQuotaAsync(Token);

        Assert.Equal(1, Simulator.HeyGen.RequestCount);
    }

    [Fact]
    public async Task An_account_works_once_its_settings_are_valid()
    {
        var configuration = Configuration(("HeyGen:ApiKey", "two words"));
        await using var app = App(configuration);
        var client = app.GetRequiredService<IQuotaClient>();
        await Assert.ThrowsAsync<QuotaConfigurationException>(() => client.GetAsync("heygen", cancellationToken: Token));

        configuration["QuotaKit:HeyGen:ApiKey"] = HeyGenKey;
        configuration.Reload();

        Assert.Equal(39074.2m, (await client.GetAsync("heygen", new QuotaReadOptions { MaxAge = TimeSpan.Zero }, Token)).Primary.Remaining);
    }
}
