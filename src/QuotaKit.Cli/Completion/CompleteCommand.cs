using System.CommandLine;
using QuotaKit.Cli.Commands;

namespace QuotaKit.Cli.Completion;

/// <summary><c>quotakit complete --position N "line"</c>: what could stand at the cursor, a line each. The scripts of the shells call it.</summary>
internal static class CompleteCommand
{
    public static Command Create(Command root)
    {
        var position = new Option<int?>("--position");
        var line = new Argument<string>("line");
        var command = new CliCommand("complete", "Tell what could stand at the cursor.") { position, line };
        command.Hidden = true;
        command.SetAction(parsed => Write(root, parsed.GetValue(line)!, parsed.GetValue(position)));
        return command;
    }

    private static int Write(Command root, string line, int? position)
    {
        var cursor = Math.Clamp(position ?? line.Length, 0, line.Length);
        // The command may have been called by a path; what counts comes behind it.
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || cursor <= space)
            return ExitCode.Fine;
        var arguments = line[(space + 1)..];
        var completions = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }).GetCompletions(cursor - space - 1);
        // Of help, one spelling is enough.
        foreach (var label in completions.Select(c => c.InsertText ?? c.Label).Except(["-?", "/?", "-h", "/h"], StringComparer.Ordinal))
            Console.Out.WriteLine(label);
        return ExitCode.Fine;
    }
}
