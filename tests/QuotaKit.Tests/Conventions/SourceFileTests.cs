using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Conventions;

/// <summary>The rules for every source file.</summary>
public sealed partial class SourceFileTests
{
    private const int MostLines = 250;

    [Fact]
    public void No_file_has_more_than_250_lines() =>
        Assert.Empty(Sources().Where(f => File.ReadLines(f).Count() > MostLines).Select(Name));

    [Fact]
    public void Summaries_open_with_a_verb_or_a_noun() =>
        Assert.Empty(Sources().Where(f => Riddle().IsMatch(File.ReadAllText(f))).Select(Name));

    private static string Name(string path) => Path.GetRelativePath(Repository.Root, path);

    private static IEnumerable<string> Sources() => new[] { "src", "tests", "samples" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(f => !BuildOutput().IsMatch(f));

    [GeneratedRegex(@"<summary>\s*(?:///\s*)?(?:What|Who|How|That|Those|Of)\b")]
    private static partial Regex Riddle();

    [GeneratedRegex(@"[/\\](?:bin|obj)[/\\]")]
    private static partial Regex BuildOutput();
}
