using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Completion;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit completion bash</c>: the script that makes a shell complete the command.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shells = Shells.All.Select(s => s.Name).ToArray();
        var shell = new Argument<string>("shell") { Description = $"The shell: {string.Join(", ", shells)}.", HelpName = "shell" };
        shell.CompletionSources.Add(shells);
        shell.Validators.Add(Misuse.RefuseOptions);
        var command = new CliCommand(
            "completion",
            "Print a script that makes a shell complete the command.",
            [.. Shells.All.Select(s => s.Install)]) { shell };
        command.SetAction(parsed =>
        {
            var found = Shells.All.FirstOrDefault(s => string.Equals(s.Name, parsed.GetValue(shell), StringComparison.OrdinalIgnoreCase))
                ?? throw new QuotaConfigurationException("", $"There is no script for that shell. There are: {string.Join(", ", shells)}.");
            Console.Out.Write(found.Script.ReplaceLineEndings("\n") + "\n");
            return ExitCode.Fine;
        });
        return command;
    }
}
