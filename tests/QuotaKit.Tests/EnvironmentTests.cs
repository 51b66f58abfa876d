using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace QuotaKit.Tests;

[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class ChangesTheEnvironment;

/// <summary>Settings from environment variables. They belong to the whole process, so these tests run alone.</summary>
[Collection(nameof(EnvironmentTests))]
public sealed class EnvironmentTests : SimulatorTest
{
    public override ValueTask DisposeAsync()
    {
        CleanEnvironment.ForgetSettings();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public void FromEnvironment_reads_every_vendors_variable()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", HeyGenKey);
        Environment.SetEnvironmentVariable("VZLA_API_KEY", VzlaKey + "\n");
        Environment.SetEnvironmentVariable("PICTORY_API_KEY", " ");

        using var client = QuotaClient.FromEnvironment();

        Assert.Equal(["heygen", "vzla"], client.Accounts);
    }

    [Fact]
    public async Task An_empty_key_in_the_configuration_is_ignored()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", HeyGenKey);
        await using var app = App(Configuration(("HeyGen:ApiKey", "")));

        Assert.Equal(39074.2m, (await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task An_invalid_key_hides_no_other_vendor()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", "two words");
        Environment.SetEnvironmentVariable("VZLA_API_KEY", VzlaKey);

        using var client = QuotaClient.FromEnvironment();

        Assert.Equal(["heygen", "vzla"], client.Accounts);
        await Assert.ThrowsAsync<QuotaConfigurationException>(() => client.GetAsync("heygen", cancellationToken: Token));
    }

    [Fact]
    public void FromEnvironment_without_any_key_says_what_to_set()
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => QuotaClient.FromEnvironment());

        Assert.Equal("There is no API key in the environment. Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY.", error.Message);
    }

    [Fact]
    public async Task AddQuotaKit_reads_variables_for_missing_keys()
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

    [Fact]
    public async Task FromEnvironment_does_not_bypass_a_gateway()
    {
        Environment.SetEnvironmentVariable("HEYGEN_API_KEY", HeyGenKey);
        Environment.SetEnvironmentVariable("QuotaKit__HeyGen__BaseAddress", Simulator.HeyGen.BaseAddress.AbsoluteUri);

        using var client = QuotaClient.FromEnvironment();

        Assert.Equal(39074.2m, (await client.GetAsync("heygen", cancellationToken: Token)).Primary.Remaining);
    }

    [Fact]
    public async Task FromEnvironment_reads_what_a_host_reads()
    {
        Simulator.HeyGen.Account("heygen-of-team-b").RemainingQuota = 600;
        Set("HEYGEN_API_KEY", HeyGenKey);
        Set("QUOTAKIT__HEYGEN__BASEADDRESS", Simulator.HeyGen.BaseAddress.AbsoluteUri);
        Set("QuotaKit__HeyGen__Plan", "Scale");
        Set("QuotaKit__HeyGen__Accounts__team_b__ApiKey", "heygen-of-team-b");
        Set("QuotaKit__HeyGen__Accounts__team_b__Plan", "pro");
        Set("QuotaKit__HeyGen__Accounts__team_b__Thresholds__Warning", "0.1");
        Set("QuotaKit__Vzla__BaseAddress", Simulator.Vzla.BaseAddress.AbsoluteUri);
        Set("QuotaKit__Vzla__ApiKey", VzlaKey);
        Set("QuotaKit__Pictory__Accounts__eu__ApiKey", "two words");
        Set("QuotaKit__CacheDuration", "00:00:00");
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddQuotaKit();
        using var host = builder.Build();
        using var script = QuotaClient.FromEnvironment();

        var ofHost = await host.Services.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);
        var ofScript = await script.GetAllAsync(cancellationToken: Token);
        await script.GetAllAsync(cancellationToken: Token);

        Assert.Equal(["heygen", "heygen/team_b", "pictory/eu", "vzla"], script.Accounts);
        Assert.Equal(ofHost.Results.Select(Text), ofScript.Results.Select(Text));
        var credits = ofScript["heygen/team_b"].Snapshot!.Primary;
        Assert.Equal((10m, 100m, QuotaStatus.Warning), (credits.Remaining!.Value, credits.Limit!.Value, credits.Status));
        // One request of the host and two of the script, because CacheDuration is zero.
        Assert.Equal(3, Simulator.Vzla.RequestCount);

        static string Text(QuotaResult result) => $"{result.Name}: {result.Snapshot?.Primary.ToString() ?? result.Error!.Message}";
    }

    [Fact]
    public async Task Options_in_code_override_the_environment()
    {
        Set("QuotaKit__Vzla__ApiKey", VzlaKey);
        Set("QuotaKit__Vzla__BaseAddress", Simulator.Vzla.BaseAddress.AbsoluteUri);
        Set("QuotaKit__CacheDuration", "00:00:00");
        using var script = QuotaClient.FromEnvironment(new QuotaClientOptions());

        await script.GetAllAsync(cancellationToken: Token);
        await script.GetAllAsync(cancellationToken: Token);

        Assert.Equal(1, Simulator.Vzla.RequestCount);
    }

    [Theory]
    [InlineData("QuotaKit__HeyGne__ApiKey", "x", "'QuotaKit__HeyGne' is not a setting of QuotaKit. Known settings: HeyGen, Pictory, Vzla, CacheDuration, ")]
    [InlineData("QuotaKit__CacheDuration", "soon", "'QuotaKit__CacheDuration' must be a duration")]
    [InlineData("QuotaKit", "x", "'QuotaKit' must be a group of settings, not a single value. Set 'QuotaKit__HeyGen__ApiKey' instead.")]
    public void FromEnvironment_names_an_invalid_variable(string variable, string value, string message)
    {
        Set("HEYGEN_API_KEY", HeyGenKey);
        Set(variable, value);
        try
        {
            var error = Assert.Throws<QuotaConfigurationException>(() => QuotaClient.FromEnvironment());

            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Set(variable, null);
        }
    }

    [Theory]
    [InlineData("QuotaKit__HeyGen__ApiKy", "x", "'QuotaKit__HeyGen__ApiKy' is not a setting of QuotaKit.")]
    [InlineData("QuotaKit__HeyGen", HeyGenKey, "'QuotaKit__HeyGen' must be a group of settings, not a single value. Set 'QuotaKit__HeyGen__ApiKey' instead.")]
    [InlineData("QuotaKit__HeyGen__BaseAddress", "gateway", "'QuotaKit__HeyGen__BaseAddress' must be an absolute address")]
    [InlineData("QuotaKit__HeyGen__BaseAddress", "", "'QuotaKit__HeyGen__BaseAddress' must be an absolute address")]
    [InlineData("QuotaKit__HeyGen__BaseAddress", "http://gateway.example/", "heygen: BaseAddress must be https")]
    public async Task An_invalid_variable_hides_no_other_vendor(string variable, string value, string message)
    {
        Set(variable, value);
        Set("HEYGEN_API_KEY", variable.EndsWith("BaseAddress", StringComparison.Ordinal) ? HeyGenKey : null);
        Set("QuotaKit__Vzla__ApiKey", VzlaKey);
        Set("QuotaKit__Vzla__BaseAddress", Simulator.Vzla.BaseAddress.AbsoluteUri);

        using var script = QuotaClient.FromEnvironment();
        var report = await script.GetAllAsync(cancellationToken: Token);

        Assert.StartsWith(message, report["heygen"].Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(HeyGenKey, report["heygen"].Error!.ToString(), StringComparison.Ordinal);
        Assert.Equal(973, report["vzla"].GetSnapshotOrThrow().Primary.Remaining);
    }

    [Fact]
    public void Two_variables_for_one_setting_are_rejected()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, both names are the same variable.");
        Set("HEYGEN_API_KEY", HeyGenKey);
        Set("QuotaKit__HeyGen__BaseAddress", "https://gateway.example/");
        Set("QUOTAKIT__HEYGEN__BASEADDRESS", "https://api.heygen.com/");

        var error = Assert.Throws<QuotaConfigurationException>(() => QuotaClient.FromEnvironment());

        Assert.Contains("are the same setting with different values. Unset one of them.", error.Message, StringComparison.Ordinal);
        Assert.Contains("'QUOTAKIT__HEYGEN__BASEADDRESS'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'QuotaKit__HeyGen__BaseAddress'", error.Message, StringComparison.Ordinal);
    }

    public enum KeyIn
    {
        Variable,
        Section,
        Code,
    }

    [Theory]
    [InlineData(KeyIn.Variable, true)]
    [InlineData(KeyIn.Variable, false)]
    [InlineData(KeyIn.Section, true)]
    [InlineData(KeyIn.Code, true)]
    [InlineData(KeyIn.Code, false)]
    public async Task AddQuotaKit_does_not_bypass_a_gateway(KeyIn keyIn, bool hasConfiguration)
    {
        Set("QuotaKit__HeyGen__BaseAddress", Simulator.HeyGen.BaseAddress.AbsoluteUri);
        Set("HEYGEN_API_KEY", keyIn == KeyIn.Variable ? HeyGenKey : null);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("My:HeyGen:Plan", "Pro"), new(keyIn == KeyIn.Section ? "My:HeyGen:ApiKey" : "Other", HeyGenKey)]).Build();
        var services = new ServiceCollection();
        var quota = hasConfiguration ? services.AddQuotaKit(configuration.GetSection("My")) : services.AddQuotaKit();
        if (keyIn == KeyIn.Code)
            quota.AddHeyGen(o => o.ApiKey = HeyGenKey);
        await using var app = services.BuildServiceProvider();

        var snapshot = await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token);

        Assert.Equal(39074.2m, snapshot.Primary.Remaining);
        Assert.Equal(hasConfiguration ? 100m : null, snapshot.Primary.Limit);
    }

    [Fact]
    public async Task The_configuration_overrides_the_environment()
    {
        Set("QuotaKit__HeyGen__BaseAddress", "http://127.0.0.1:1/");
        Set("QuotaKit__HeyGen__ApiKey", "heygen-of-nobody");
        Set("QuotaKit__HeyGen__Plan", "Scale");
        Set("QuotaKit__HeyGen__Accounts__TEAM_A__Plan", "Pro");
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Accounts:team_a:ApiKey", HeyGenKey)));

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal([("heygen", 660m), ("heygen/team_a", 100m)], report.Results.Select(r => (r.Name, r.GetSnapshotOrThrow().Primary.Limit!.Value)));
    }

    [Fact]
    public async Task AddQuotaKit_names_an_invalid_variable()
    {
        Set("QuotaKit__HeyGne__BaseAddress", "https://gateway.example/");
        Set("HEYGEN_API_KEY", HeyGenKey);
        await using var app = App(Configuration());

        var error = Assert.Throws<QuotaConfigurationException>(app.GetRequiredService<IQuotaClient>);

        Assert.StartsWith("'QuotaKit__HeyGne' is not a setting of QuotaKit.", error.Message, StringComparison.Ordinal);
    }

    private static void Set(string variable, string? value) => Environment.SetEnvironmentVariable(variable, value);
}
