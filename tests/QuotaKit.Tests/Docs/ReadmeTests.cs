// The examples are for readers without a TestContext.
#pragma warning disable xUnit1051
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;
using QuotaKit.Pictory;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Tests.Docs;

/// <summary>Runs the examples of docs/getting-started.md and of the packages' readmes.</summary>
public sealed class ReadmeTests : SimulatorTest
{
    [Fact]
    public void HeyGen_provider_needs_only_a_key()
    {
        using var heygen = new HeyGenQuotaProvider("your-key");

        Assert.Equal("heygen", heygen.Name);
    }

    [Fact]
    public async Task HeyGen_in_a_script()
    {
        var options = new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress };

        using var heygen = new HeyGenQuotaProvider(options);
        var snapshot = await heygen.GetQuotaAsync();
        Console.WriteLine(snapshot.Primary.Remaining);      // 39074.2 credits; null when HeyGen does not report it
        Console.WriteLine(snapshot["api"].Remaining);

        Assert.Equal(39074.2m, snapshot.Primary.Remaining);
    }

    [Fact]
    public async Task Pictory_in_a_script()
    {
        var options = new PictoryQuotaOptions { ApiKey = PictoryKey, BaseAddress = Simulator.Pictory.BaseAddress };

        using var pictory = new PictoryQuotaProvider(options);
        var snapshot = await pictory.GetQuotaAsync();
        Console.WriteLine(snapshot["video_minutes"].Remaining);     // 14302
        Console.WriteLine(snapshot["ai_credits"].Remaining);        // 21310

        Assert.Equal((14302m, 21310m), (snapshot["video_minutes"].Remaining!.Value, snapshot["ai_credits"].Remaining!.Value));
    }

    [Fact]
    public async Task Vzla_in_a_script()
    {
        var options = new VzlaQuotaOptions { ApiKey = VzlaKey, BaseAddress = Simulator.Vzla.BaseAddress };

        using var vzla = new VzlaQuotaProvider(options);
        var snapshot = await vzla.GetQuotaAsync();
        Console.WriteLine(snapshot.Primary.Remaining);      // requests left in this period
        Console.WriteLine(snapshot.Primary.ResetsAt);

        Assert.Equal("requests", snapshot.Primary.Key);
        Assert.NotNull(snapshot.Primary.Remaining);
        Assert.NotNull(snapshot.Primary.ResetsAt);
    }

    [Fact]
    public async Task Several_accounts_in_an_app()
    {
        IConfiguration configuration = Configuration(("HeyGen:ApiKey", HeyGenKey), ("Vzla:Accounts:eu:ApiKey", VzlaKey));
        var key = PictoryKey;
        var services = new ServiceCollection();

        services.AddQuotaKit(configuration.GetSection("QuotaKit"))
            .AddPictory("team-a", o => o.ApiKey = key);

        await using var app = services.BuildServiceProvider();
        var quotas = app.GetRequiredService<IQuotaClient>();

        var report = await quotas.GetAllAsync();
        foreach (var result in report.Results)
            Console.WriteLine(result.IsSuccess ? $"{result.Name}: {result.Snapshot.Status}" : $"{result.Name}: {result.Error.Kind}");

        var fresh = await quotas.GetAsync("pictory/team-a", new QuotaReadOptions { MaxAge = TimeSpan.Zero });

        Assert.Equal(["pictory/team-a", "heygen", "vzla/eu"], report.Results.Select(r => r.Name));
        Assert.Empty(report.Errors);
        Assert.Equal(14302, fresh.Primary.Remaining);
    }

    [Fact]
    public async Task Preflight_lists_every_reason()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress });
        Simulator.HeyGen.Account(HeyGenKey).RemainingQuota = 300;

        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(6), Width = 3840, Height = 2160 };
        var check = HeyGenPreflight.Check(job, HeyGenPlan.Pro, await heygen.GetQuotaAsync());
        foreach (var reason in check.Reasons)
            Console.WriteLine(reason.Message);

        Assert.Equal(false, check.CanRun);
        Assert.Equal(
            [HeyGenPreflightReasonKind.Credits, HeyGenPreflightReasonKind.Resolution, HeyGenPreflightReasonKind.VideoLength],
            check.Reasons.Select(r => r.Kind).OrderBy(k => k.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_wrong_key_is_caught()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = "a-wrong-key", BaseAddress = Simulator.HeyGen.BaseAddress });

        try
        {
            await heygen.GetQuotaAsync();
        }
        catch (QuotaException e) when (e.Kind == QuotaErrorKind.Unauthorized)
        {
            Console.WriteLine($"{e.Message} ({e.VendorCode}, request {e.RequestId})");
        }

        // A second call that fails without a request shows that the vendor rejected the key of the first one.
        var error = await Assert.ThrowsAsync<QuotaException>(() => heygen.GetQuotaAsync());
        Assert.Equal(QuotaErrorKind.Unauthorized, error.Kind);
        Assert.Equal(1, Simulator.HeyGen.RequestCount);
    }

    [Fact]
    public async Task AddProvider_joins_the_accounts()
    {
        await using var app = App(Configuration(), quota => quota.AddProvider<SeatsProvider>());

        var seats = await app.GetRequiredService<IQuotaClient>().GetAsync("seats");

        Assert.Equal((1m, QuotaStatus.Warning), (seats.Primary.Remaining!.Value, seats.Status));
    }

    [Fact]
    public async Task A_simulated_fault_is_retried()
    {
        await using var simulator = await QuotaSimulator.StartAsync();
        simulator.HeyGen.Account("a-key").RemainingQuota = 600;         // 10 credits
        simulator.HeyGen.Faults.Enqueue(Fault.Status(503));             // the first request fails

        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions
        {
            ApiKey = "a-key",
            BaseAddress = simulator.HeyGen.BaseAddress,
            Resilience = { BaseDelay = TimeSpan.FromMilliseconds(1) },
        });
        var snapshot = await heygen.GetQuotaAsync();

        Assert.Equal(10, snapshot.Primary.Remaining);
        Assert.Equal(2, simulator.HeyGen.RequestCount);
    }
}
