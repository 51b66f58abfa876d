using System.CommandLine;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit complete --position N "line"</c>: prints the candidates for the word at the cursor, one per line. The shells' scripts call it.</summary>
internal static class CompleteCommand
{
    private const int Longest = 200;

    // No shell gives these a meaning inside a word. The space is quoted by the scripts.
    private const string HarmlessSigns = "_-./+@ ";

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
        // Offer only --help, not its aliases.
        foreach (var label in completions.Select(c => c.InsertText ?? c.Label).Except(["-?", "/?", "-h", "/h"], StringComparer.Ordinal).Where(IsHarmless))
            Console.Out.WriteLine(label);
        return ExitCode.Fine;
    }

    /// <summary>Whether a shell can take it for nothing but a word. An account in a config file may be named <c>$(rm -r .)</c>, and the bash
    /// script of version 0.1, which users keep in their .bashrc, runs that.</summary>
    private static bool IsHarmless(string label) =>
        label.Length <= Longest && label.All(c => char.IsLetterOrDigit(c) || HarmlessSigns.Contains(c, StringComparison.Ordinal));
}
