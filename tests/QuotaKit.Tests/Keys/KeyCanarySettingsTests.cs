using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuotaKit.HeyGen;
using QuotaKit.Testing;

namespace QuotaKit.Tests.Keys;

/// <summary>Searches all output for keys that are invalid, in the wrong setting, or changed.</summary>
public sealed class KeyCanarySettingsTests : KeyCanaryTest
{
    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_malformed_key_is_never_quoted(string name)
    {
        var vendor = CanaryVendor.Of(name);
        Watch.LookFor(Malformed);
        foreach (var canary in Malformed)
        {
            Watch.Scenario = $"{vendor}, {canary}";
            var options = vendor.Options(canary.Value, vendor.In(Simulator).BaseAddress);
            var direct = Assert.Throws<QuotaConfigurationException>(() => CanaryVendor.Create(options, Logs));
            Look("the constructor's exception", direct);
            Look("the result of Validate", options.Validate().ToList());
            Look("the options", options);

            await using var app = App(Configuration(vendor, ("ApiKey", canary.Value), ("Accounts:b:ApiKey", canary.Value)));
            var client = app.GetRequiredService<IQuotaClient>();
            Assert.IsType<QuotaConfigurationException>(await LookAtAsync("GetAsync", () => client.GetAsync(vendor.Id, FreshOrStale, Token)));
            await LookAtAsync("GetAllAsync", () => client.GetAllAsync(cancellationToken: Token));
            await LookAtAsync("StreamAsync", async () => await client.StreamAsync(cancellationToken: Token).ToListAsync(Token));
            Look("the client", client);
            Look("the providers", app.GetServices<IQuotaProvider>().ToList());

            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Configuration.AddConfiguration(Configuration(vendor, ("ApiKey", canary.Value)));
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
            builder.Services.AddQuotaKit();
            using var host = builder.Build();
            Assert.NotNull(await LookAtAsync("the host", async () =>
            {
                await host.StartAsync(Token);
                return host;
            }));
        }

        Assert.Equal(0, vendor.In(Simulator).RequestCount);
        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_key_in_the_wrong_setting_is_never_quoted(string name)
    {
        var vendor = CanaryVendor.Of(name);
        string[] settings =
        [
            "BaseAddress", "Version", "Plan", "Thresholds", "Thresholds:Warning", "Thresholds:Critical", "Resilience", "Resilience:MaxAttempts",
            "Resilience:AttemptTimeout", "Resilience:TotalTimeout", "Resilience:BaseDelay", "Resilience:BreakAfterFailures", "ApiKey:Value", "Apikee",
            "Accounts:b", "Accounts:b:BaseAddress", "Accounts:b:Resilience",
        ];
        Watch.LookFor(Malformed);
        foreach (var canary in Good.Concat(Malformed))
        {
            foreach (var setting in settings)
            {
                Watch.Scenario = $"{vendor}, {canary} in {setting}";
                await using var app = App(Configuration(vendor, ("ApiKey", Good[0].Value), (setting, canary.Value)));
                await LookAtAsync("GetAllAsync", () => app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token));
            }

            foreach (var setting in new[] { "CacheDuration", "FailureCacheDuration", "ApiKey", vendor.Setting })
            {
                Watch.Scenario = $"{canary} in QuotaKit:{setting}";
                var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"QuotaKit:{setting}", canary.Value)]).Build();
                await using var app = App(configuration);
                await LookAtAsync("GetAllAsync", () => app.GetRequiredService<IQuotaClient>().GetAllAsync(cancellationToken: Token));
            }
        }

        AssertNothingLeaked(ObjectWatch.Channel);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_changed_key_leaks_neither_key(string name)
    {
        var vendor = CanaryVendor.Of(name);
        Watch.Scenario = $"{vendor}, a changed key";
        var configuration = Configuration(vendor, ("ApiKey", Good[0].Value));
        var app = App(configuration);
        var client = app.GetRequiredService<IQuotaClient>();
        Watch.LookFor(Malformed);
        foreach (var canary in Good.Concat(Malformed).Concat(Good))
        {
            configuration[$"QuotaKit:{vendor.Setting}:ApiKey"] = canary.Value;
            configuration.Reload();
            vendor.In(Simulator).Faults.Enqueue(Fault.Status(401, EchoFaults.Fill(vendor.Refusals[0], JsonText(canary))));
            await LookAtAsync("a rejection", () => client.GetAsync(vendor.Id, FreshOrStale, Token));
            vendor.In(Simulator).Faults.Clear();
            await LookAtAsync("a success", () => client.GetAllAsync(Fresh, Token));
        }

        await app.DisposeAsync();
        await LookAtAsync("a call after Dispose", () => client.GetAllAsync(Fresh, Token));
        AssertNothingLeaked(LogWatch.Channel, ObjectWatch.Channel);
    }

    [Fact]
    public async Task Only_ApiKey_holds_the_key()
    {
        Watch.Scenario = "options";
        await using var app = App(Configuration(CanaryVendor.Of("heygen V3"), ("ApiKey", Good[0].Value), ("Accounts:b:ApiKey", Good[1].Value)));
        var monitor = app.GetRequiredService<IOptionsMonitor<HeyGenQuotaOptions>>();
        Assert.Equal(Good[1].Value.Length, monitor.Get("b").ApiKey.Length);

        Look("IOptions", app.GetRequiredService<IOptions<HeyGenQuotaOptions>>());
        Look("the monitor's", monitor.CurrentValue);
        Look("the account's", monitor.Get("b"));
        foreach (var vendor in CanaryVendor.All)
            Look("a script's", vendor.Options(Good[2].Value, new Uri("https://api.example.com/")));
        AssertNothingLeaked(ObjectWatch.Channel);
    }
}
