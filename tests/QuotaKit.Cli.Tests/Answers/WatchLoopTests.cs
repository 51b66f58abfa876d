using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Cli.Answers;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Cli.Tests.Answers;

public class WatchLoopTests : SimulatorTest
{
    [Fact]
    public async Task Rejected_key_is_sent_only_once()
    {
        var clock = new FakeClock();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock);
        services.AddQuotaKitCore().AddVzla(o => (o.BaseAddress, o.ApiKey) = (Simulator.Vzla.BaseAddress, "rejected-0123456789"));
        await using var provider = services.BuildServiceProvider();
        using var client = new QuotaClient([provider.GetRequiredKeyedService<IQuotaProvider>("vzla")], timeProvider: clock);
        var loop = new WatchLoop(client, TimeSpan.FromMinutes(1), clock, () => clock.Advance(TimeSpan.FromMinutes(1)));

        var rounds = await loop.RoundsAsync(TestContext.Current.CancellationToken).Take(10).ToListAsync(TestContext.Current.CancellationToken);

        Assert.All(rounds, r => Assert.Equal(QuotaErrorKind.Unauthorized, r.Results[0].Error?.Kind));
        Assert.Equal(1, Simulator.Vzla.RequestCount);
    }
}
