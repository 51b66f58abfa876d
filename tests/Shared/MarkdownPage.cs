using System.Text.RegularExpressions;

namespace QuotaKit.Tests.Shared;

/// <summary>A page of the docs, for tests that compare it with the code.</summary>
internal sealed partial class MarkdownPage(string path)
{
    private readonly string _text = Repository.Read(path);

    /// <summary>The code blocks. A comment in front of a block names the file that the code comes from.</summary>
    public IReadOnlyList<Block> Blocks => field ??=
    [
        .. BlockPattern().Matches(_text).Select(m => new Block(
            m.Groups["is"].Value, m.Groups["file"].Value, m.Groups["language"].Value, m.Groups["code"].Value.TrimEnd('\n'))),
    ];

    /// <summary>The targets of links to files of the repository, as full paths.</summary>
    public IEnumerable<string> Targets =>
        LinkPattern().Matches(_text).Select(m => Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, m.Groups["target"].Value));

    // After <!-- file: path --> comes a whole file, after <!-- from: path --> some of its lines.
    [GeneratedRegex(
        """(?:^<!-- (?<is>file|from): (?<file>\S+) -->\n)?^```(?<language>\w*)\n(?<code>.*?)^```$""",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    [GeneratedRegex("""\]\((?!https?:|#)(?<target>[^)#]+)""")]
    private static partial Regex LinkPattern();

    /// <summary>A code block.</summary>
    /// <param name="Kind"><c>file</c>, <c>from</c>, or empty for a block without a comment.</param>
    /// <param name="File">The file that the comment names.</param>
    /// <param name="Language">The language after the backticks.</param>
    /// <param name="Code">The code.</param>
    internal sealed record Block(string Kind, string File, string Language, string Code)
    {
        /// <summary>Whether the file contains the code. A page may show lines without their indentation.</summary>
        public bool IsTrue()
        {
            var source = Repository.Read(File);
            if (Kind == "file")
                return source.TrimEnd('\n') == Code;
            for (var depth = 0; depth <= 16; depth += 4)
            {
                var indented = string.Join('\n', Code.Split('\n').Select(l => l.Length == 0 ? l : new string(' ', depth) + l));
                if ($"\n{source}".Contains($"\n{indented}\n", StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }
}
