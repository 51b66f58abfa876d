// The README's readers have no TestContext.
#pragma warning disable xUnit1051
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;
using QuotaKit.Testing;

namespace QuotaKit.Tests.Docs;

/// <summary>The README's examples, run.</summary>
public sealed class ReadmeTests : SimulatorTest
{
    [Fact]
    public async Task One_vendor_in_a_script()
    {
        var options = new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress };

        using var heygen = new HeyGenQuotaProvider(options);
        var snapshot = await heygen.GetQuotaAsync();
        Console.WriteLine(snapshot.Primary.Remaining);      // 39074.2 (credits), or null when HeyGen does not say
        Console.WriteLine(snapshot["api"].Remaining);

        Assert.Equal(39074.2m, snapshot.Primary.Remaining);
    }

    [Fact]
    public async Task In_an_app()
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
    public async Task Before_a_job()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress });
        Simulator.HeyGen.Account(HeyGenKey).RemainingQuota = 300;

        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(6), Width = 3840, Height = 2160 };
        var check = HeyGenPreflight.Check(job, HeyGenPlan.Pro, await heygen.GetQuotaAsync());
        foreach (var reason in check.Reasons)
            Console.WriteLine(reason.Message);              // all of them, not the first

        Assert.Equal(false, check.CanRun);
        Assert.Equal(
            [HeyGenPreflightReasonKind.Credits, HeyGenPreflightReasonKind.Resolution, HeyGenPreflightReasonKind.VideoLength],
            check.Reasons.Select(r => r.Kind).OrderBy(k => k.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task When_it_fails()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = "a-wrong-key", BaseAddress = Simulator.HeyGen.BaseAddress });
        QuotaErrorKind? caught = null;

        try
        {
            await heygen.GetQuotaAsync();
        }
        catch (QuotaException e) when (e.Kind == QuotaErrorKind.Unauthorized)
        {
            Console.WriteLine($"{e.Message} ({e.VendorCode}, request {e.RequestId})");
            caught = e.Kind;
        }

        Assert.Equal(QuotaErrorKind.Unauthorized, caught);
    }

    [Fact]
    public async Task A_provider_of_ones_own()
    {
        await using var app = App(Configuration(), quota => quota.AddProvider<SeatsProvider>());

        var seats = await app.GetRequiredService<IQuotaClient>().GetAsync("seats");

        Assert.Equal((1m, QuotaStatus.Warning), (seats.Primary.Remaining!.Value, seats.Status));
    }

    [Fact]
    public async Task In_the_tests_of_an_app()
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
