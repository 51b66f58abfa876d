using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.HeyGen;

namespace QuotaKit.Tests;

/// <summary>Settings from a configuration: strict when read, and read again when changed.</summary>
public sealed class ConfigurationTests : SimulatorTest
{
    [Fact]
    public async Task A_section_given_to_AddQuotaKit_is_read_whatever_its_name()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Simulator.Settings.ToDictionary(s => "My:" + s.Key, s => s.Value))
            .AddInMemoryCollection([new("My:QuotaKit:Pictory:ApiKey", PictoryKey)])
            .Build();
        var services = new ServiceCollection();
        services.AddQuotaKit(configuration.GetSection("My:QuotaKit"));
        await using var app = services.BuildServiceProvider();

        Assert.Equal(14302, (await app.GetRequiredService<IQuotaClient>().GetAsync("pictory", cancellationToken: Token)).Primary.Remaining);
    }

    [Theory]
    [InlineData("HeyGne:ApiKey", "x", "'QuotaKit:HeyGne' is not a setting of QuotaKit. Known there: HeyGen, Pictory, Vzla, CacheDuration, FailureCacheDuration, DocumentDuration, CallsPerVendor.")]
    [InlineData("HeyGen:ApiKy", "x", "'QuotaKit:HeyGen:ApiKy' is not a setting of QuotaKit. Known there: Accounts, ApiKey, BaseAddress, Thresholds, Resilience, Version, Plan.")]
    [InlineData("HeyGen:Accounts:a:ApiKy", "x", "'QuotaKit:HeyGen:Accounts:a:ApiKy' is not a setting of QuotaKit.")]
    [InlineData("HeyGen:Accounts:default:ApiKey", "x", "'QuotaKit:HeyGen:Accounts:default' is not read: the default account's settings stand in 'QuotaKit:HeyGen' itself.")]
    [InlineData("HeyGen:Resilience:MaxAttemps", "3", "'QuotaKit:HeyGen:Resilience:MaxAttemps' is not a setting of QuotaKit.")]
    [InlineData("HeyGen:Resilience:MaxAttempts", "three", "'QuotaKit:HeyGen:Resilience:MaxAttempts' must be a whole number.")]
    [InlineData("HeyGen:Resilience:TotalTimeout", "30", "'QuotaKit:HeyGen:Resilience:TotalTimeout' must be a duration such as 00:00:30.")]
    [InlineData("HeyGen:Resilience", "none", "'QuotaKit:HeyGen:Resilience' must be a group of settings, not a single value.")]
    [InlineData("HeyGen:Thresholds:Warning", "80%", "'QuotaKit:HeyGen:Thresholds:Warning' must be a number such as 0.8.")]
    [InlineData("HeyGen:Thresholds:WarningRemaining", "few", "'QuotaKit:HeyGen:Thresholds:WarningRemaining' must be an amount such as 12.5.")]
    [InlineData("HeyGen:Thresholds:Balances:credits", "5", "'QuotaKit:HeyGen:Thresholds:Balances:credits' must be a group of settings, not a single value.")]
    [InlineData("HeyGen:Thresholds:Balances:credits:Limit", "5", "'QuotaKit:HeyGen:Thresholds:Balances:credits:Limit' is not a setting of QuotaKit. Known there: Warning, Critical, WarningRemaining, CriticalRemaining.")]
    [InlineData("HeyGen:Thresholds:Balances:credits:Critical", "0.5", "heygen: Thresholds.Balances.credits.Warning (0.8) must not be above Thresholds.Balances.credits.Critical (0.5).")]
    [InlineData("HeyGen:BaseAddress", "api.heygen.com", "'QuotaKit:HeyGen:BaseAddress' must be an absolute address such as https://api.example.com/.")]
    [InlineData("HeyGen:Version", "V4", "'QuotaKit:HeyGen:Version' must be one of Auto, V2, V3.")]
    [InlineData("HeyGen:Plan", "Gold", "'QuotaKit:HeyGen:Plan' must be one of Free, Pro, Scale, Enterprise.")]
    [InlineData("HeyGen:ApiKey:Nested", "x", "'QuotaKit:HeyGen:ApiKey' must be a text, not a group.")]
    [InlineData("CacheDuration", "soon", "'QuotaKit:CacheDuration' must be a duration such as 00:00:30.")]
    [InlineData("CacheDuration", "-00:00:01", "CacheDuration must not be negative, but is -00:00:01.")]
    public async Task A_wrong_setting_is_named(string setting, string value, string message)
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", setting.StartsWith("HeyGen:ApiKey", StringComparison.Ordinal) ? null : HeyGenKey), (setting, value)), quota => quota.AddHeyGen());

        var error = StartFailure(app);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amount_thresholds_are_settings_of_an_account_and_of_a_balance()
    {
        await using var app = App(Configuration(
            ("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Thresholds:WarningRemaining", "100.5"), ("HeyGen:Thresholds:Balances:api:CriticalRemaining", "7")));

        var thresholds = app.GetRequiredService<IOptionsMonitor<HeyGenQuotaOptions>>().CurrentValue.Thresholds;

        Assert.Equal((100.5m, null), (thresholds.WarningRemaining, thresholds.CriticalRemaining));
        Assert.Equal(new QuotaThresholds { WarningRemaining = 100.5m, CriticalRemaining = 7 }, thresholds.Balances["api"]);
    }

    [Fact]
    public async Task A_misspelt_key_is_named_even_where_no_account_is_left()
    {
        await using var app = App(Configuration(("Vzla:ApiKee", VzlaKey)));

        Assert.StartsWith("'QuotaKit:Vzla:ApiKee' is not a setting of QuotaKit.", StartFailure(app).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_account_with_a_wrong_setting_hides_none_of_the_others()
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", "two words"), ("Pictory:Plan", "Pro"), ("Pictory:ApiKey", PictoryKey), ("Vzla:ApiKey", VzlaKey)));

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal([QuotaErrorKind.Configuration, QuotaErrorKind.Configuration], report.Errors.Select(e => e.Kind));
        Assert.Equal(973, report["vzla"].GetSnapshotOrThrow().Primary.Remaining);
    }

    [Fact]
    public async Task Every_setting_is_read()
    {
        await using var app = App(Configuration(
            ("CacheDuration", "00:01:00"), ("FailureCacheDuration", "00:00:02"), ("DocumentDuration", "00:04:00"), ("CallsPerVendor", "3"),
            ("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Version", "v3"), ("HeyGen:Plan", "scale"),
            ("HeyGen:Thresholds:Warning", "0.5"), ("HeyGen:Thresholds:Critical", "0.6"),
            ("HeyGen:Resilience:MaxAttempts", "4"), ("HeyGen:Resilience:AttemptTimeout", "00:00:05"), ("HeyGen:Resilience:TotalTimeout", "00:00:20"),
            ("HeyGen:Resilience:BaseDelay", "00:00:01"), ("HeyGen:Resilience:MaxDelay", "00:00:02"),
            ("HeyGen:Resilience:BreakAfterFailures", "7"), ("HeyGen:Resilience:BreakDuration", "00:00:10")));

        var options = app.GetRequiredService<IOptionsMonitor<HeyGenQuotaOptions>>().CurrentValue;
        var client = app.GetRequiredService<IOptions<QuotaClientOptions>>().Value;

        Assert.Equal((HeyGenApiVersion.V3, HeyGenPlan.Scale, new QuotaThresholds(0.5, 0.6)), (options.Version, options.Plan, options.Thresholds));
        var r = options.Resilience;
        Assert.Equal((4, 5, 20, 1, 2, 7, 10), (r.MaxAttempts, r.AttemptTimeout.Seconds, r.TotalTimeout.Seconds, r.BaseDelay.Seconds, r.MaxDelay.Seconds, r.BreakAfterFailures, r.BreakDuration.Seconds));
        Assert.Equal((60d, 2d, 4d, 3), (client.CacheDuration.TotalSeconds, client.FailureCacheDuration.TotalSeconds, client.DocumentDuration.TotalMinutes, client.CallsPerVendor));
    }

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
    public async Task A_key_that_is_changed_for_the_worse_fails_without_being_sent_and_recovers()
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
    public async Task An_account_that_was_wrong_at_first_is_there_once_its_settings_are_right()
    {
        var configuration = Configuration(("HeyGen:ApiKey", "two words"));
        await using var app = App(configuration);
        var client = app.GetRequiredService<IQuotaClient>();
        await Assert.ThrowsAsync<QuotaConfigurationException>(() => client.GetAsync("heygen", cancellationToken: Token));

        configuration["QuotaKit:HeyGen:ApiKey"] = HeyGenKey;
        configuration.Reload();

        Assert.Equal(39074.2m, (await client.GetAsync("heygen", new QuotaReadOptions { MaxAge = TimeSpan.Zero }, Token)).Primary.Remaining);
    }

    [Fact]
    public async Task A_json_file_is_a_configuration_like_any_other()
    {
        var json = $$"""
            {
              "QuotaKit": {
                "Vzla": { "BaseAddress": "{{Simulator.Vzla.BaseAddress}}", "Accounts": { "eu": { "ApiKey": "{{VzlaKey}}" } } }
              }
            }
            """;
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        await using var app = App(configuration);

        Assert.Equal(973, (await app.GetRequiredService<IQuotaClient>().GetAsync("vzla/eu", cancellationToken: Token)).Primary.Remaining);
    }

    /// <summary>What a host's start fails with.</summary>
    private static QuotaConfigurationException StartFailure(ServiceProvider app) =>
        Assert.Throws<QuotaConfigurationException>(app.GetRequiredService<IStartupValidator>().Validate);
}
