using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Completion;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit completion bash</c>: prints the script that makes a shell complete the command.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private static readonly string[] _shells = [.. Shells.All.Select(s => s.Name)];

    private readonly Argument<string> _shell = new("shell") { Description = $"The shell: {string.Join(", ", _shells)}.", HelpName = "shell" };

    public CompletionCommand()
        : base("completion", "Print a script that makes a shell complete the command.", [.. Shells.All.Select(s => s.Install)])
    {
        _shell.CompletionSources.Add(_shells);
        _shell.Validators.Add(UsageErrors.RejectOptions);
        Add(_shell);
        SetAction(parsed => Write(parsed.GetValue(_shell)!));
    }

    private static int Write(string name)
    {
        var shell = Shells.All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new QuotaConfigurationException("", $"There is no script for that shell. There are scripts for: {string.Join(", ", _shells)}.");
        Console.Out.Write(shell.Script.ReplaceLineEndings("\n") + "\n");
        return ExitCode.Fine;
    }
}
