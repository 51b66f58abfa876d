using QuotaKit.Samples.Tests.Running;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Samples.Tests;

/// <summary>Runs the scripts unchanged, with <c>dotnet run</c>.</summary>
public sealed class ScriptTests : ProxyTest
{
    private static IEnumerable<string> Scripts =>
        Directory.GetFiles(Path.Combine(Repository.Root, "samples", "scripts"), "*.cs").Select(f => $"samples/scripts/{Path.GetFileName(f)}");

    [Fact]
    public async Task Quota_prints_a_line_for_each_account()
    {
        var run = await RunAsync("quota.cs", [], Keys);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["heygen", "pictory", "vzla"], run.Lines.Select(l => l.Split(' ', ':')[0]));
        Assert.Contains("39074.2", run.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quota_without_a_key_names_the_variables()
    {
        var run = await RunAsync("quota.cs", []);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Set HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY.", run.Error.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_shows_three_vendors_in_one_table()
    {
        Simulator.Vzla.Account(Key).HasQuota = false;

        var run = await RunAsync("table.cs", [], Keys);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["ACCOUNT", "BALANCE", "USED", "LEFT", "LIMIT", "UNIT", "STATUS"], run.Row("ACCOUNT"));
        Assert.Equal(["?", "39074.2", "?", "credits"], run.Row("heygen", "Credits")[2..6]);
        Assert.Equal(["98", "14302", "14400", "minutes", "Normal"], run.Row("pictory", "Video minutes")[2..]);
        Assert.Equal(["27", "no limit", "no limit", "requests"], run.Row("vzla")[2..6]);
    }

    [Fact]
    public async Task Table_ends_with_the_failed_accounts()
    {
        Simulator.Pictory.Faults.Always(Fault.Status(401));

        var run = await RunAsync("table.cs", [], Keys);

        Assert.StartsWith("pictory: Unauthorized: ", run.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(["27", "973", "1000"], run.Row("vzla")[2..5]);
    }

    [Theory]
    [InlineData(180, "1:30", 0, "The job can run.")]
    [InlineData(179, "1:30", 3, "The job cannot run.")]
    [InlineData(180_000, "31:00", 3, "The job cannot run.")]
    public async Task Gate_tells_whether_the_job_can_run(int units, string length, int exitCode, string answer)
    {
        Simulator.HeyGen.Account(Key).RemainingQuota = units;

        var run = await RunAsync("gate.cs", [length], Keys);

        Assert.StartsWith(answer, run.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task Gate_exits_with_4_when_HeyGen_fails()
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(401));

        var run = await RunAsync("gate.cs", ["1:30"], Keys);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("HeyGen rejected the API key", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_exits_with_4_without_a_key()
    {
        var run = await RunAsync("gate.cs", ["1:30"]);

        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith("There is no API key", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("soon")]
    [InlineData("0:00")]
    public async Task Gate_exits_with_2_without_a_valid_length(params string[] arguments)
    {
        var run = await RunAsync("gate.cs", arguments, Keys);

        Assert.Equal((2, 0), (run.ExitCode, Simulator.HeyGen.RequestCount));
    }

    private async Task<ProcessRun> RunAsync(string script, string[] arguments, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        // Built in parallel: one build after the other would leave a processor idle.
        await Task.WhenAll(Scripts.Select(ScriptFile.BuildAsync));
        return await ScriptFile.RunAsync($"samples/scripts/{script}", arguments, [.. Proxy, .. environment]);
    }
}
