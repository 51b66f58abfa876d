namespace QuotaKit.Cli.Tests.Completion;

public class CompletionTests
{
    private static readonly Dictionary<string, string> _keys = new()
    {
        ["VZLA_API_KEY"] = "key-0123456789",
        ["QuotaKit__Vzla__Accounts__team-b__ApiKey"] = "key-0123456789",
    };

    [Theory]
    [InlineData("quotakit ch", "check")]
    [InlineData("quotakit acc", "accounts")]
    [InlineData("quotakit show ", "vzla")]
    [InlineData("quotakit show ", "vzla/team-b")]
    [InlineData("quotakit show --json vzla/", "vzla/team-b")]
    [InlineData("quotakit check vzla --ne", "--need")]
    [InlineData("quotakit estimate heygen avatar", "avatar-iv")]
    [InlineData("quotakit estimate heygen avatar-iv --plan ", "Scale")]
    [InlineData("/usr/bin/quotakit completion ", "pwsh")]
    public async Task Prints_the_candidates_at_the_cursor(string line, string completion)
    {
        var run = await QuotaKitProcess.RunAsync(["complete", "--position", $"{line.Length}", line], _keys);

        Assert.Contains(completion, run.Lines);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("quotakit")]
    [InlineData("")]
    [InlineData("quotakit show \"")]
    public async Task Line_without_candidates_is_fine(string line)
    {
        var run = await QuotaKitProcess.RunAsync(["complete", "--position", "99", line]);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Help_hides_the_command_of_the_scripts() =>
        Assert.DoesNotContain("  complete ", (await QuotaKitProcess.RunAsync("--help")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("quotakit estimate heygen avatar-v", "3", "avatar-video")]
    [InlineData("quotakit wat", "1", "watch")]
    [InlineData("quotakit show vzla/t", "2", "vzla/team-b")]
    public async Task Bash_completes_with_its_script(string typed, string index, string completion)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs bash.");

        var run = await QuotaKitProcess.RunInShellAsync(
            $$"""
            eval "$(quotakit completion bash)"
            complete -p quotakit
            COMP_LINE='{{typed}}' COMP_WORDS=({{typed}}) COMP_CWORD={{index}}
            COMP_POINT=${#COMP_LINE}
            _quotakit
            printf '%s\n' "${COMPREPLY[@]}"
            """,
            _keys);

        Assert.Equal("", run.Error);
        Assert.Equal(["complete -o default -F _quotakit quotakit", completion], run.Lines);
    }

    [Theory]
    [InlineData("zsh", "compdef _quotakit quotakit")]
    [InlineData("fish", "complete -c quotakit")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName quotakit")]
    public async Task Other_shells_have_a_script(string shell, string line)
    {
        var run = await QuotaKitProcess.RunAsync($"completion {shell}");

        Assert.Contains(line, run.Output, StringComparison.Ordinal);
        Assert.Contains("quotakit complete --position", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("completion tcsh", "bash, zsh, fish, pwsh")]
    [InlineData("completion", "completion")]
    [InlineData("completion --all", "quotakit completion --help")]
    public async Task Wrong_usage_is_one_line(string arguments, string hint)
    {
        var run = await QuotaKitProcess.RunAsync(arguments);

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }
}
