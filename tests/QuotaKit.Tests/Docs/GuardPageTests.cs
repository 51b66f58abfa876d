// The examples are for readers without a TestContext.
#pragma warning disable xUnit1051
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;
using QuotaKit.Testing;

namespace QuotaKit.Tests.Docs;

/// <summary>Runs the examples of docs/guard.md.</summary>
public sealed class GuardPageTests : SimulatorTest
{
    [Fact]
    public async Task Reserve_render_commit()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress });
        using var client = new QuotaClient([heygen]);

        var folder = Directory.CreateTempSubdirectory("quotakit-");
        var path = Path.Combine(folder.FullName, "quota.db");

        await using var ledger = new SqliteQuotaLedger(path);
        var guard = new QuotaGuard(client, ledger);

        var hold = await guard.ReserveAsync(new("heygen", 12, QuotaUnit.Credits));  // throws InsufficientQuotaException
        await RenderAsync(idempotencyKey: hold.Id);
        await hold.CommitAsync(actual: 11.5m);

        Assert.Equal(QuotaReservationState.Committed, hold.State);
        var position = await guard.GetPositionAsync("heygen");
        Assert.Equal((0, 11.5m, 39074.2m - 11.5m), (position.Held, position.Spent, position.Available));
        await ledger.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Spend_in_one_call()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress });
        using var client = new QuotaClient([heygen]);
        var guard = new QuotaGuard(client);

        await guard.SpendAsync(new("heygen", 12, QuotaUnit.Credits), (hold, ct) => RenderAsync(hold.Id, ct));

        Assert.Equal(12, (await guard.GetPositionAsync("heygen")).Spent);
    }

    [Fact]
    public async Task Own_http_client()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration(("HeyGen:ApiKey", HeyGenKey)));

        services.AddQuotaKit().AddGuard();
        services.AddHttpClient("videos")
            .AddQuotaGuard("heygen", _ => new QuotaSpend("heygen", 12, QuotaUnit.Credits))  // null: costs nothing
            .AddHeyGenQuotaObserver();

        await using var app = services.BuildServiceProvider();
        using var client = app.GetRequiredService<IHttpClientFactory>().CreateClient("videos");
        var guard = app.GetRequiredService<IQuotaGuard>();
        Assert.Equal(39074.2m, (await guard.GetPositionAsync("heygen")).Available);
        Simulator.HeyGen.Faults.Enqueue(Fault.Status(402));
        using var refused = await client.GetAsync(new Uri(Simulator.HeyGen.BaseAddress, "v2/user/remaining_quota"));
        Assert.Equal(HttpStatusCode.PaymentRequired, refused.StatusCode);
        Assert.True(Simulator.HeyGen.Requests[^1].Headers.ContainsKey("Idempotency-Key"));
        Assert.Equal(0, (await guard.GetPositionAsync("heygen")).Held);
    }

    [Fact]
    public async Task Job_of_HeyGen()
    {
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = HeyGenKey, BaseAddress = Simulator.HeyGen.BaseAddress });
        using var client = new QuotaClient([heygen]);
        var guard = new QuotaGuard(client);

        var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = TimeSpan.FromMinutes(3) };
        var hold = await guard.ReserveAsync("heygen", job, HeyGenPlan.Pro);

        await SendAsync(job, idempotencyKey: hold.Id);
        await hold.CommitAsync(keepSlot: true);  // HeyGen has accepted it
        await WaitForVideoAsync();
        await hold.ReleaseAsync();               // the video is ready: its slot is free again

        Assert.Equal((QuotaReservationState.Committed, 6m), (hold.State, hold.Spends[0].Amount));
    }

    private static Task SendAsync(HeyGenJob job, string idempotencyKey) => RenderAsync($"{idempotencyKey}{job.Operation.Key}");

    private static Task WaitForVideoAsync() => Task.CompletedTask;

    private static Task RenderAsync(string idempotencyKey, CancellationToken cancellationToken = default)
    {
        Assert.NotEmpty(idempotencyKey);
        return Task.CompletedTask;
    }
}
