using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Tests;

[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class ChangesTheEnvironment;

/// <summary>Keys from environment variables, which are the whole process's: these tests run alone.</summary>
[Collection(nameof(EnvironmentTests))]
public sealed class EnvironmentTests : SimulatorTest
{
    public override ValueTask DisposeAsync()
    {
        CleanEnvironment.ForgetKeys();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public void FromEnvironment_has_every_vendor_whose_variable_is_set()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", HeyGenKey);
        Environment.SetEnvironmentVariable("VZLA_API_KEY", VzlaKey + "\n");
        Environment.SetEnvironmentVariable("PICTORY_API_KEY", " ");

        using var client = QuotaClient.FromEnvironment();

        Assert.Equal(["heygen", "vzla"], client.Providers);
    }

    [Fact]
    public async Task An_empty_key_in_the_configuration_is_a_placeholder()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", HeyGenKey);
        await using var app = App(Configuration(("HeyGen:ApiKey", "")));

        Assert.Equal(39074.2m, (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task A_variable_that_is_no_key_fails_by_itself()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", "two words");
        Environment.SetEnvironmentVariable("VZLA_API_KEY", VzlaKey);

        using var client = QuotaClient.FromEnvironment();

        Assert.Equal(["heygen", "vzla"], client.Providers);
        await Assert.ThrowsAsync<QuotaConfigurationException>(() => client.GetAsync("heygen", cancellationToken: Token));
    }

    [Fact]
    public void FromEnvironment_without_any_key_says_what_to_set()
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => QuotaClient.FromEnvironment());

        Assert.Equal("There is no API key in the environment. Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY.", error.Message);
    }

    [Fact]
    public async Task AddQuotaKit_reads_the_variables_where_the_configuration_has_no_key()
    {
        Simulator.HeyGen.Account("heygen-in-config").RemainingQuota = 60;
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", HeyGenKey);
        Environment.SetEnvironmentVariable("PICTORY_API_KEY", PictoryKey);
        await using var app = App(Configuration(("HeyGen:ApiKey", "heygen-in-config"), ("HeyGen:Accounts:a:ApiKey", HeyGenKey)));

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(["heygen", "heygen/a", "pictory"], report.Results.Select(r => r.Name));
        Assert.Equal(1, report["heygen"].GetSnapshotOrThrow().Primary.Remaining);
        Assert.Equal(14302, report["pictory"].GetSnapshotOrThrow().Primary.Remaining);
    }
}
