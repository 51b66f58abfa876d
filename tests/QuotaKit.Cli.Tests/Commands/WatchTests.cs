using System.Globalization;
using System.Text.Json;

namespace QuotaKit.Cli.Tests.Commands;

public class WatchTests : SimulatorTest
{
    [Theory]
    [InlineData("watch")]
    [InlineData("watch --json")]
    public async Task Ctrl_C_exits_with_0(string arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs kill.");
        Assert.SkipWhen(OperatingSystem.IsLinux() && Interrupts.AreIgnored(), "The tests run in the background, where processes ignore SIGINT.");
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
    public async Task Ends_with_2_when_all_settings_are_wrong()
    {
        var run = await RunAsync("watch", ("VZLA_API_KEY", "se cret"));

        Assert.Contains("# vzla: Configuration: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
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
    public async Task Wrong_usage_is_one_line_with_a_hint(string arguments, string hint)
    {
        var run = await QuotaKitProcess.RunAsync($"watch --demo {arguments}");

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }
}
