namespace QuotaKit.Cli.Tests.Commands;

/// <summary>Runs the command with an output that cannot be written.</summary>
public class OutputTests
{
    [Theory]
    [InlineData("quotakit show --demo > /dev/full", "No space left on device")]
    [InlineData("quotakit watch --demo > /dev/full", "No space left on device")]
    [InlineData("quotakit check vzla --need 1 --demo --json > /dev/full", "No space left on device")]
    [InlineData("quotakit show --help > /dev/full", "No space left on device")]
    [InlineData("quotakit show --demo >&-", "it is closed")]
    [InlineData("quotakit watch --demo >&-", "it is closed")]
    public async Task Output_that_cannot_be_written_exits_with_2(string line, string hint)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /dev/full.");

        var run = await QuotaKitProcess.RunInShellAsync(line);

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("quotakit show --demo | true; echo ${PIPESTATUS[0]}", "0")]
    [InlineData("quotakit watch --demo --every 5s | true; echo ${PIPESTATUS[0]}", "0")]
    [InlineData("quotakit watch --demo --json --every 5s | true; echo ${PIPESTATUS[0]}", "0")]
    [InlineData("quotakit check vzla/team-b --need 1 --demo | true; echo ${PIPESTATUS[0]}", "3")]
    [InlineData("quotakit check vzla --need x --demo 2>&- | true; echo ${PIPESTATUS[0]}", "2")]
    public async Task Closed_pipe_keeps_the_exit_code_and_ends_a_watch(string line, string exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs bash.");

        var run = await QuotaKitProcess.RunInShellAsync(line);

        Assert.Equal("", run.Error);
        Assert.Equal(exitCode, run.Output.Trim());
    }
}
