using System.Globalization;
using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>docs/faults.md and the tests that are named after its rows, such as <c>Row15_…</c>, have the same rows.</summary>
public sealed partial class FaultsPageTests
{
    private static readonly HashSet<int> _rows =
        [.. RowPattern().Matches(Repository.Read("docs/faults.md")).Select(m => int.Parse(m.Groups["row"].ValueSpan, CultureInfo.InvariantCulture))];

    private static readonly ILookup<int, string> _tests = Directory
        .GetFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(f => TestPattern().Matches(File.ReadAllText(f)))
        .ToLookup(m => int.Parse(m.Groups["row"].ValueSpan, CultureInfo.InvariantCulture), m => m.Groups["name"].Value);

    [Fact]
    public void Each_row_test_has_a_row() =>
        Assert.Equal("", string.Join("\n", _tests.Where(t => !_rows.Contains(t.Key)).SelectMany(t => t)));

    [Fact]
    public void Each_row_has_a_test() =>
        Assert.Equal("", string.Join(", ", _rows.Where(r => !_tests.Contains(r)).Order()));

    [Fact]
    public void The_rows_are_numbered_without_gaps() => Assert.Equal(Enumerable.Range(1, _rows.Max()), _rows.Order());

    [GeneratedRegex(@"^\| (?<row>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"public [\w<>]+( [\w<>]+)? (?<name>Row(?<row>\d\d)_\w+)\(")]
    private static partial Regex TestPattern();
}
