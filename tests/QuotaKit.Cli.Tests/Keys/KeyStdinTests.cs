using QuotaKit.Tests.Shared;

namespace QuotaKit.Cli.Tests.Keys;

public class KeyStdinTests : SimulatorTest
{
    [Theory]
    [InlineData(Key)]
    [InlineData(Key + "\n")]
    [InlineData(Key + "\r\nand more")]
    public async Task First_line_is_the_key_of_the_only_account(string input)
    {
        var run = await RunWithInputAsync("show --key-stdin vzla", input, ("HEYGEN_API_KEY", Key), ("VZLA_API_KEY", "another-0123456789"));

        Assert.Equal(["ACCOUNT", "vzla"], run.Lines.Select(l => l.Split(' ')[0]));
        Assert.Equal("973", run.Row("vzla")[4]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Named_account_keeps_its_other_settings()
    {
        var run = await RunWithInputAsync("show --key-stdin VZLA/team-b", Key, ("QuotaKit__Vzla__Accounts__team-b__Thresholds__Warning", "0.01"));

        Assert.Equal("Warning", run.Row("vzla/team-b")[8]);
    }

    [Theory]
    [InlineData("show --key-stdin vzla", "", "no key on stdin")]
    [InlineData("show --key-stdin vzla", "\n0123456789", "no key on stdin")]
    [InlineData("show --key-stdin acme", Key, "heygen, pictory, vzla")]
    [InlineData("show --key-stdin vzla/", Key, "vzla/name")]
    [InlineData("show --key-stdin", Key, "--key-stdin")]
    [InlineData("show heygen --key-stdin vzla", Key, "There are: vzla.")]
    [InlineData("show --demo --key-stdin vzla", Key, "--demo")]
    public async Task Wrong_usage_is_one_line(string arguments, string input, string hint)
    {
        var run = await RunWithInputAsync(arguments, input, ("HEYGEN_API_KEY", Key));

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Endless_line_is_rejected()
    {
        var run = await RunWithInputAsync("show --key-stdin vzla", new string('k', 60_000));

        Assert.Contains("but at most 4096 are allowed", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("show KEY")]
    [InlineData("check KEY --need 1")]
    [InlineData("show --key-stdin KEY")]
    [InlineData("check vzla --need 1 --balance KEY")]
    [InlineData("check vzla --need KEY")]
    [InlineData("KEY")]
    [InlineData("show --api-key KEY")]
    [InlineData("show --vzla-token=KEY")]
    public async Task Key_as_an_argument_is_rejected_and_not_shown(string arguments)
    {
        var key = KeyCanary.Plain();

        var run = await RunWithInputAsync(arguments.Replace("KEY", key.Value, StringComparison.Ordinal), Key, ("VZLA_API_KEY", Key));

        Assert.Equal(2, run.ExitCode);
        Assert.True(key.FindIn(run.Complaint) is null, "The key is shown.");
    }

    [Theory]
    [InlineData("show --api-key x")]
    [InlineData("show pictai_x")]
    [InlineData("--key=x")]
    public async Task Error_about_a_key_argument_says_where_keys_go(string arguments)
    {
        var run = await RunAsync(arguments, ("VZLA_API_KEY", Key));

        Assert.Contains("other users of this machine can read arguments", run.Complaint, StringComparison.Ordinal);
        Assert.Contains("--key-stdin", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }
}
