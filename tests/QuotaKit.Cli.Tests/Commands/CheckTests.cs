using System.Text.Json;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class CheckTests : SimulatorTest
{
    [Theory]
    [InlineData("heygen --need 12", 0, "heygen: 12 credits needed, 39074.2 left: enough.")]
    [InlineData("heygen --need 39074.2", 0, "heygen: 39074.2 credits needed, 39074.2 left: enough.")]
    [InlineData("heygen --need 39074.21", 3, "heygen: 39074.21 credits needed, 39074.2 left: not enough, 0.01 short.")]
    [InlineData("pictory --need 1", 0, "pictory: 1 minutes of 'video_minutes' needed, 14302 left: enough.")]
    [InlineData("pictory --need 100000 --balance ai_credits", 3, "credits of 'ai_credits' needed")]
    public async Task Compares_the_need_with_the_remaining_amount(string arguments, int exitCode, string sentence)
    {
        var run = await RunAsync($"check {arguments}", ("HEYGEN_API_KEY", Key), ("PICTORY_API_KEY", Key));

        Assert.Contains(sentence, Assert.Single(run.Lines), StringComparison.Ordinal);
        Assert.Equal("", run.Error);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task Unlimited_is_enough()
    {
        Simulator.Vzla.Account(Key).HasQuota = false;

        var run = await RunAsync("check vzla --need 1000000000", ("VZLA_API_KEY", Key));

        Assert.Equal(["vzla: 1000000000 requests needed, unlimited: enough."], run.Lines);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Inactive_account_is_not_enough()
    {
        Simulator.Vzla.Account(Key).IsActive = false;

        var run = await RunAsync("check vzla --need 1", ("VZLA_API_KEY", Key));

        Assert.Equal(["vzla: 1 requests needed, 973 left, but the account is not active."], run.Lines);
        Assert.Equal(3, run.ExitCode);
    }

    [Theory]
    [InlineData("", 4, "unknown. --allow-unknown lets that pass.")]
    [InlineData("--allow-unknown", 0, "unknown, which is allowed.")]
    public async Task Unknown_amount_exits_with_4_unless_allowed(string option, int exitCode, string verdict)
    {
        // A wallet without its balance.
        Simulator.HeyGen.Faults.Always(Fault.Body("""{"data":{"billing_type":"wallet","wallet":{"currency":"credits"}}}"""));

        var run = await RunAsync($"check heygen --need 1 {option}", ("HEYGEN_API_KEY", Key), ("QuotaKit__HeyGen__Version", "V3"));

        Assert.EndsWith($"the vendor does not say how much is left: {verdict}", Assert.Single(run.Lines), StringComparison.Ordinal);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" --allow-unknown")]
    public async Task Failed_vendor_exits_with_1_even_when_unknown_is_allowed(string option)
    {
        Simulator.Vzla.Faults.Always(Fault.Status(503));

        var run = await RunAsync("check vzla --need 1" + option, ("VZLA_API_KEY", Key), ("QuotaKit__Vzla__Resilience__MaxAttempts", "1"));

        Assert.StartsWith("quotakit: vzla: Unavailable: ", run.Complaint, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task JSON_holds_the_answer()
    {
        var run = await RunAsync("check vzla --need 974 --json", ("VZLA_API_KEY", Key));

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal("quotakit.cli.v1", root.GetProperty("schema").GetString());
        Assert.Equal("check", root.GetProperty("command").GetString());
        Assert.Equal("no", root.GetProperty("answer").GetString());
        Assert.Equal("requests", root.GetProperty("balance").GetString());
        Assert.Equal((974, 973), (root.GetProperty("need").GetDecimal(), root.GetProperty("remaining").GetDecimal()));
        Assert.Equal(3, root.GetProperty("exitCode").GetInt32());
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task JSON_holds_the_failure()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(401));

        var run = await RunAsync("check vzla --need 1 --json", ("VZLA_API_KEY", Key));

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("answer").ValueKind);
        Assert.Equal("Unauthorized", json.RootElement.GetProperty("error").GetProperty("kind").GetString());
        Assert.Equal("", run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("check vzla --demo", "--need")]
    [InlineData("check --demo --need 1", "check")]
    [InlineData("check vzla --demo --need", "--need")]
    [InlineData("check vzla --demo --need -1", "above zero")]
    [InlineData("check vzla --demo --need 0", "above zero")]
    [InlineData("check vzla --demo --need 1,5", "above zero")]
    [InlineData("check vzla --demo --need 1e3", "above zero")]
    [InlineData("check nobody --demo --need 1", "heygen/studio")]
    [InlineData("check vzla --demo --need 1 --balance gold", "It has: requests.")]
    [InlineData("check vzla pictory --demo --need 1", "'pictory'")]
    [InlineData("check --bogus --demo --need 1", "quotakit check --help")]
    public async Task Wrong_usage_is_one_line_with_a_hint(string arguments, string hint)
    {
        var run = await QuotaKitProcess.RunAsync(arguments);

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }
}
