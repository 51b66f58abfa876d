using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Cli.Commands;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Cli.Tests.Commands;

public class WatchTests : SimulatorTest
{
    [Theory]
    [InlineData("watch")]
    [InlineData("watch --json")]
    public async Task Ctrl_C_is_how_it_ends_and_so_it_is_fine(string arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs kill.");
        Assert.SkipWhen(OperatingSystem.IsLinux() && Interrupts.AreIgnored(), "Started in the background, where SIGINT is ignored and stays so.");
        using var process = QuotaKitProcess.Start(arguments, QuotaKitProcess.EnvironmentOf(Simulator, ("VZLA_API_KEY", Key)));
        var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var run = await QuotaKitProcess.EndAsync(process);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        if (arguments == "watch")
        {
            Assert.StartsWith("# 20", first, StringComparison.Ordinal);
            Assert.Equal("973", run.Row("vzla")[4]);
            return;
        }

        using var json = JsonDocument.Parse(first!);
        Assert.Equal("watch", json.RootElement.GetProperty("command").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("changes").GetArrayLength());
        Assert.Equal("vzla", json.RootElement.GetProperty("results")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Settings_that_only_the_user_can_mend_end_it_with_2()
    {
        var run = await RunAsync("watch", ("VZLA_API_KEY", "se cret"));

        Assert.Contains("# vzla: Configuration: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task A_key_that_was_refused_is_not_sent_again_in_each_round()
    {
        var clock = new FakeClock();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock);
        services.AddQuotaKitCore().AddVzla(o => (o.BaseAddress, o.ApiKey) = (Simulator.Vzla.BaseAddress, "refused-0123456789"));
        await using var provider = services.BuildServiceProvider();
        using var client = new QuotaClient([provider.GetRequiredKeyedService<IQuotaProvider>("vzla")], timeProvider: clock);
        var loop = new WatchLoop(client, TimeSpan.FromMinutes(1), clock, () => clock.Advance(TimeSpan.FromMinutes(1)));

        var rounds = await loop.RoundsAsync(TestContext.Current.CancellationToken).Take(10).ToListAsync(TestContext.Current.CancellationToken);

        Assert.All(rounds, r => Assert.Equal(QuotaErrorKind.Unauthorized, r.Results[0].Error?.Kind));
        Assert.Equal(1, Simulator.Vzla.RequestCount);
    }

    [Theory]
    [InlineData("--every 4s", "5s or more")]
    [InlineData("--every 0s", "5s or more")]
    [InlineData("--every 25h", "24h or less")]
    [InlineData("--every 30", "30s, 5m or 1h")]
    [InlineData("--every -30s", "30s, 5m or 1h")]
    [InlineData("--every 1d", "30s, 5m or 1h")]
    [InlineData("--every 1.5m", "30s, 5m or 1h")]
    [InlineData("nobody", "heygen/studio")]
    public async Task Wrong_usage_is_one_line_that_says_what_to_write(string arguments, string hint)
    {
        var run = await QuotaKitProcess.RunAsync($"watch --demo {arguments}");

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }
}
