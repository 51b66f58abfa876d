using System.CommandLine;
using QuotaKit.Cli.Answers;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit complete --position N "line"</c>: prints the candidates for the word at the cursor, one per line. Called by the scripts of
/// the shells.</summary>
internal sealed class CompleteCommand : CliCommand
{
    private const int LongestCandidate = 200;

    // No shell gives these characters a meaning inside a word. The scripts quote the space.
    private const string HarmlessSigns = "_-./+@ ";

    private readonly Command _root;
    private readonly Option<int?> _position = new("--position");
    private readonly Argument<string> _line = new("line");

    public CompleteCommand(Command root)
        : base("complete", "Print the candidates for the word at the cursor.")
    {
        _root = root;
        Hidden = true;
        Add(_position);
        Add(_line);
        SetAction(parsed => Write(parsed.GetValue(_line)!, parsed.GetValue(_position)));
    }

    private int Write(string line, int? position)
    {
        var cursor = Math.Clamp(position ?? line.Length, 0, line.Length);
        // The first word is the command itself, which may be a path. Only the words after it are completed.
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || cursor <= space)
            return ExitCode.Fine;
        var arguments = line[(space + 1)..];
        var completions = _root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }).GetCompletions(cursor - space - 1);
        // Offer only --help, not its aliases.
        foreach (var label in completions.Select(c => c.InsertText ?? c.Label).Except(["-?", "/?", "-h", "/h"], StringComparer.Ordinal).Where(IsHarmless))
            Console.Out.WriteLine(label);
        return ExitCode.Fine;
    }

    /// <summary>Returns whether every shell takes the candidate as a plain word. A config file may name an account <c>$(rm -r .)</c>, and the bash
    /// script of version 0.1, which users keep in their .bashrc, runs that.</summary>
    private static bool IsHarmless(string label) =>
        label.Length <= LongestCandidate && label.All(c => char.IsLetterOrDigit(c) || HarmlessSigns.Contains(c, StringComparison.Ordinal));
}
