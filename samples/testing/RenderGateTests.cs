using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit;
using QuotaKit.Testing;

namespace RenderApp.Tests;

public sealed class RenderGateTests : IAsyncLifetime
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private QuotaSimulator _simulator = null!;
    private ServiceProvider _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync();
        _simulator.HeyGen.Account("a-key").RemainingQuota = 120;        // 2 credits: a minute of video

        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(_simulator.Settings)                 // where the vendors are
            .AddInMemoryCollection([
                new("QuotaKit:HeyGen:ApiKey", "a-key"),
                new("QuotaKit:HeyGen:Resilience:BaseDelay", "00:00:00.001"),
            ])
            .Build();

        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddQuotaKit(configuration.GetSection("QuotaKit"));
        services.AddSingleton<RenderGate>();
        _app = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public async Task Allows_a_video_when_enough_is_left(int seconds, bool expected) =>
        Assert.Equal(expected, await MayRenderAsync(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public async Task One_failure_is_retried()
    {
        _simulator.HeyGen.Faults.Enqueue(Fault.Status(503));

        Assert.True(await MayRenderAsync(_minute));
        Assert.Equal(2, _simulator.HeyGen.RequestCount);
    }

    [Fact]
    public async Task Answer_is_unknown_while_HeyGen_is_down()
    {
        _simulator.HeyGen.Faults.Always(Fault.Reset());

        Assert.Null(await MayRenderAsync(_minute));
    }

    [Fact]
    public async Task Spent_credits_are_seen_after_half_a_minute()
    {
        Assert.True(await MayRenderAsync(_minute));
        _simulator.HeyGen.Account("a-key").Spend(credits: 1);

        Assert.True(await MayRenderAsync(_minute));
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.False(await MayRenderAsync(_minute));
    }

    private Task<bool?> MayRenderAsync(TimeSpan length) =>
        _app.GetRequiredService<RenderGate>().MayRenderAsync(length, TestContext.Current.CancellationToken);
}
