using System.Globalization;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class ShowConfiguredTests : SimulatorTest
{
    private const string WrongKey = "canary-wrong-71c3a9";

    [Fact]
    public async Task Reads_the_keys_of_all_vendors()
    {
        var run = await RunAsync("show", ("HEYGEN_API_KEY", Key), ("PICTORY_API_KEY", Key), ("VZLA_API_KEY", Key));

        Assert.Equal("39074.2", run.Row("heygen", "credits")[4]);
        Assert.Equal(["14302", "14400", "minutes"], run.Row("pictory", "video_minutes")[4..7]);
        Assert.Equal(["vzla", "requests", "2.7%", "27", "973", "1000", "requests"], run.Row("vzla")[..7]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Reads_keys_and_accounts_from_QuotaKit_variables()
    {
        Simulator.Vzla.Account("key-of-b").CurrentUsage = 500;

        var run = await RunAsync("show", ("QuotaKit__HeyGen__ApiKey", Key), ("QuotaKit__Vzla__Accounts__team-b__ApiKey", "key-of-b"));

        Assert.Equal("500", run.Row("vzla/team-b")[3]);
        Assert.Equal("credits", run.Row("heygen")[1]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Unknown_number_is_never_zero()
    {
        var run = await RunAsync("show", ("HEYGEN_API_KEY", Key));

        Assert.Equal(["?", "?", "39074.2", "?"], run.Row("heygen", "credits")[2..6]);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("show --json")]
    public async Task Wrong_key_hides_no_other_account_and_is_not_shown(string arguments)
    {
        var run = await RunAsync(arguments, ("HEYGEN_API_KEY", WrongKey), ("VZLA_API_KEY", Key));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Unauthorized", run.Output, StringComparison.Ordinal);
        Assert.Contains("973", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(WrongKey, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_account_has_a_row_and_a_footnote()
    {
        var run = await RunAsync("show", ("HEYGEN_API_KEY", WrongKey), ("VZLA_API_KEY", Key));

        Assert.Equal(["heygen", "-", "-", "-", "-", "-", "-", "-", "Unauthorized", "-"], run.Row("heygen"));
        Assert.Contains("\n# heygen: Unauthorized: HeyGen rejected the API key", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Warnings_are_footnotes_with_their_account()
    {
        Simulator.Pictory.Account(Key).AiCredits = null;

        var run = await RunAsync("show", ("PICTORY_API_KEY", Key));

        Assert.Equal("# pictory: warning: 'aiCredits' is missing.", run.Lines[^1]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_exits_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs kill.");
        Assert.SkipWhen(OperatingSystem.IsLinux() && Interrupts.AreIgnored(), "The tests run in the background, where processes ignore SIGINT.");
        Simulator.Vzla.Faults.Always(Fault.Hang());
        using var process = QuotaKitProcess.Start("show", QuotaKitProcess.EnvironmentOf(Simulator, ("VZLA_API_KEY", Key)));
        await Simulator.Vzla.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);

        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var run = await QuotaKitProcess.EndAsync(process);

        Assert.Equal(new CommandRun(130, "", ""), run);
    }
}
