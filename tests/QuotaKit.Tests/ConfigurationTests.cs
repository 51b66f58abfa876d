using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuotaKit.HeyGen;

namespace QuotaKit.Tests;

/// <summary>Settings from a configuration. An unknown or invalid setting is an error.</summary>
public sealed class ConfigurationTests : SimulatorTest
{
    [Fact]
    public async Task A_section_may_have_any_name()
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
    [InlineData(
        "HeyGne:ApiKey",
        "x",
        "'QuotaKit:HeyGne' is not a setting of QuotaKit. " +
        "Known settings: HeyGen, Pictory, Vzla, CacheDuration, FailureCacheDuration, DocumentDuration, CallsPerVendor.")]
    [InlineData(
        "HeyGen:ApiKy",
        "x",
        "'QuotaKit:HeyGen:ApiKy' is not a setting of QuotaKit. " +
        "Known settings: Accounts, ApiKey, BaseAddress, Thresholds, Resilience, Version, Plan, MonthlyCredits.")]
    [InlineData("HeyGen:Accounts:a:ApiKy", "x", "'QuotaKit:HeyGen:Accounts:a:ApiKy' is not a setting of QuotaKit.")]
    [InlineData(
        "HeyGen:Accounts:default:ApiKey",
        "x",
        "'QuotaKit:HeyGen:Accounts:default' is not read. Set the default account's settings in 'QuotaKit:HeyGen' itself.")]
    [InlineData(
        "HeyGen:Accounts:DEFAULT:ApiKey",
        "x",
        "'QuotaKit:HeyGen:Accounts:DEFAULT' is not read. Set the default account's settings in 'QuotaKit:HeyGen' itself.")]
    [InlineData("HeyGen:Thresholds:Warning", "NaN", "'QuotaKit:HeyGen:Thresholds:Warning' must be a number such as 0.8.")]
    [InlineData("HeyGen:Resilience:MaxAttemps", "3", "'QuotaKit:HeyGen:Resilience:MaxAttemps' is not a setting of QuotaKit.")]
    [InlineData("HeyGen:Resilience:MaxAttempts", "three", "'QuotaKit:HeyGen:Resilience:MaxAttempts' must be a whole number.")]
    [InlineData(
        "HeyGen:Resilience:TotalTimeout",
        "30",
        "'QuotaKit:HeyGen:Resilience:TotalTimeout' must be a duration such as 00:00:30 for 30 seconds, 02:00:00 for two hours or " +
        "7.00:00:00 for seven days.")]
    [InlineData("HeyGen:Resilience", "none", "'QuotaKit:HeyGen:Resilience' must be a group of settings, not a single value.")]
    [InlineData("HeyGen:Thresholds:Warning", "80%", "'QuotaKit:HeyGen:Thresholds:Warning' must be a number such as 0.8.")]
    [InlineData("HeyGen:Thresholds:WarningRemaining", "few", "'QuotaKit:HeyGen:Thresholds:WarningRemaining' must be an amount such as 12.5.")]
    [InlineData("HeyGen:Thresholds:Balances:credits", "5", "'QuotaKit:HeyGen:Thresholds:Balances:credits' must be a group of settings, not a single value.")]
    [InlineData(
        "HeyGen:Thresholds:Balances:credits:Limit",
        "5",
        "'QuotaKit:HeyGen:Thresholds:Balances:credits:Limit' is not a setting of QuotaKit. " +
        "Known settings: Warning, Critical, WarningRemaining, CriticalRemaining.")]
    [InlineData(
        "HeyGen:Thresholds:Balances:credits:Critical",
        "0.5",
        "heygen: Thresholds.Balances.credits.Warning (0.8) must not be above Thresholds.Balances.credits.Critical (0.5).")]
    [InlineData("HeyGen:BaseAddress", "api.heygen.com", "'QuotaKit:HeyGen:BaseAddress' must be an absolute address such as https://api.example.com/.")]
    [InlineData("HeyGen:Version", "V4", "'QuotaKit:HeyGen:Version' must be one of Auto, V2, V3.")]
    [InlineData("HeyGen:MonthlyCredits", "many", "'QuotaKit:HeyGen:MonthlyCredits' must be an amount such as 12.5.")]
    [InlineData("HeyGen:MonthlyCredits", "0", "heygen: MonthlyCredits must be above 0 and at most 1000000000, but is 0.")]
    [InlineData("HeyGen:Plan", "Gold", "'QuotaKit:HeyGen:Plan' must be one of Free, Pro, Scale, Enterprise.")]
    [InlineData("HeyGen:ApiKey:Nested", "x", "'QuotaKit:HeyGen:ApiKey' must be a text, not a group.")]
    [InlineData("CacheDuration", "soon", "'QuotaKit:CacheDuration' must be a duration such as 00:00:30 for 30 seconds, ")]
    [InlineData("CacheDuration", "-00:00:01", "CacheDuration must not be negative, but is -00:00:01.")]
    public async Task An_invalid_setting_is_named(string setting, string value, string message)
    {
        var key = setting.StartsWith("HeyGen:ApiKey", StringComparison.Ordinal) ? null : HeyGenKey;
        await using var app = App(Configuration(("HeyGen:ApiKey", key), (setting, value)), quota => quota.AddHeyGen());

        var error = StartFailure(app);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QuotaKit", "'QuotaKit' must be a group of settings, not a single value. Set 'QuotaKit:HeyGen:ApiKey' instead.")]
    [InlineData("QuotaKit:HeyGen", "'QuotaKit:HeyGen' must be a group of settings, not a single value. Set 'QuotaKit:HeyGen:ApiKey' instead.")]
    [InlineData(
        "QuotaKit:HeyGen:Accounts",
        "'QuotaKit:HeyGen:Accounts' must be a group of accounts, not a single value. " +
        "Set 'QuotaKit:HeyGen:Accounts:team-a:ApiKey' for an account named team-a.")]
    [InlineData(
        "QuotaKit:HeyGen:Accounts:team-b",
        "'QuotaKit:HeyGen:Accounts:team-b' must be a group of settings, not a single value. Set 'QuotaKit:HeyGen:Accounts:team-b:ApiKey' instead.")]
    [InlineData(
        "QuotaKit:HeyGen:Thresholds",
        "'QuotaKit:HeyGen:Thresholds' must be a group of settings, not a single value. Set 'QuotaKit:HeyGen:Thresholds:Warning' instead.")]
    public async Task A_value_in_place_of_a_group_is_not_quoted(string setting, string message)
    {
        await using var app = App(new ConfigurationBuilder().AddInMemoryCollection([new(setting, HeyGenKey)]).Build());

        var error = StartFailure(app);

        Assert.Equal(message, error.Message);
        Assert.DoesNotContain(HeyGenKey, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_vendor_section_does_not_affect_other_vendors()
    {
        await using var app = App(Configuration(("Pictory", PictoryKey), ("Vzla:ApiKey", VzlaKey)));

        var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token);

        Assert.Equal(["pictory", "vzla"], report.Results.Select(r => r.Name));
        Assert.Equal(QuotaErrorKind.Configuration, report["pictory"].Error!.Kind);
        Assert.Equal(973, report["vzla"].GetSnapshotOrThrow().Primary.Remaining);
    }

    [Fact]
    public async Task All_invalid_settings_are_named_at_once()
    {
        await using var app = App(Configuration(
            ("HeyGen:Plan", "Gold"), ("HeyGen:Nonsense", "x"), ("HeyGen:Resilience:MaxAttempts", "three"), ("HeyGen:Resilience:MaxAttemps", "3")));

        var message = StartFailure(app).Message;

        string[] named = ["HeyGen:Plan'", "HeyGen:Nonsense'", "Resilience:MaxAttempts'", "Resilience:MaxAttemps'"];
        Assert.All(named, n => Assert.Contains(n, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sections_of_missing_packages_are_logged_and_ignored()
    {
        var log = new LogOfWarnings();
        var services = new ServiceCollection().AddLogging(l => l.AddProvider(log)).AddSingleton<IConfiguration>(Configuration(
            ("HeyGen:ApiKey", HeyGenKey), ("Monitoring:Interval", "00:05:00"), ("Guard:Reserve", "5"), ("Budgets:team-red:Limit", "100"),
            ("Concurrency:videos:Limit", "3"), ("Store", "quota.db"), ("Serve:Listen", "0.0.0.0:7733")));
        services.AddQuotaKit();
        await using var app = services.BuildServiceProvider();

        app.GetRequiredService<IStartupValidator>().Validate();
        var snapshot = await app.GetRequiredService<IQuotaClient>().GetAsync("heygen", cancellationToken: Token);

        Assert.Equal(39074.2m, snapshot.Primary.Remaining);
        Assert.Equal(
            ["Monitoring", "Guard", "Budgets", "Concurrency", "Store", "Serve"],
            log.Warnings.Select(w => w.Split('\'')[1]["QuotaKit:".Length..]));
        Assert.Equal(
            "The settings in 'QuotaKit:Monitoring' are ignored: they belong to the package QuotaKit.Monitoring, which this app does not use",
            log.Warnings.First());
    }

    [Fact]
    public async Task Amount_thresholds_apply_to_accounts_and_balances()
    {
        await using var app = App(Configuration(
            ("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Thresholds:WarningRemaining", "100.5"), ("HeyGen:Thresholds:Balances:api:CriticalRemaining", "7")));

        var thresholds = app.GetRequiredService<IOptionsMonitor<HeyGenQuotaOptions>>().CurrentValue.Thresholds;

        Assert.Equal((100.5m, null), (thresholds.WarningRemaining, thresholds.CriticalRemaining));
        Assert.Equal(new QuotaThresholds { WarningRemaining = 100.5m, CriticalRemaining = 7 }, thresholds.Balances["api"]);
    }

    [Fact]
    public async Task Monthly_credits_are_read_beside_the_plan()
    {
        await using var app = App(Configuration(("HeyGen:ApiKey", HeyGenKey), ("HeyGen:Plan", "Pro"), ("HeyGen:MonthlyCredits", "5000.5")));

        Assert.Equal(5000.5m, app.GetRequiredService<IOptionsMonitor<HeyGenQuotaOptions>>().CurrentValue.MonthlyCredits);
    }

    [Fact]
    public async Task A_misspelt_key_is_named_without_an_account()
    {
        await using var app = App(Configuration(("Vzla:ApiKee", VzlaKey)));

        Assert.StartsWith("'QuotaKit:Vzla:ApiKee' is not a setting of QuotaKit.", StartFailure(app).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_account_hides_no_other()
    {
        await using var app = App(Configuration(
            ("HeyGen:ApiKey", "two words"), ("Pictory:Plan", "Pro"), ("Pictory:ApiKey", PictoryKey), ("Vzla:ApiKey", VzlaKey)));

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
        Assert.Equal((4, 5, 20), (r.MaxAttempts, r.AttemptTimeout.Seconds, r.TotalTimeout.Seconds));
        Assert.Equal((1, 2, 7, 10), (r.BaseDelay.Seconds, r.MaxDelay.Seconds, r.BreakAfterFailures, r.BreakDuration.Seconds));
        Assert.Equal((60d, 2d), (client.CacheDuration.TotalSeconds, client.FailureCacheDuration.TotalSeconds));
        Assert.Equal((4d, 3), (client.DocumentDuration.TotalMinutes, client.CallsPerVendor));
    }

    [Fact]
    public async Task A_JSON_file_is_read()
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
}
