using System.Globalization;
using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>docs/faults.md and the tests named after its rows, <c>Row15_…</c>, are of one mind about which rows there are.</summary>
public sealed partial class FaultsPageTests
{
    private static readonly HashSet<int> _rows =
        [.. RowPattern().Matches(Repository.Read("docs/faults.md")).Select(m => int.Parse(m.Groups["row"].ValueSpan, CultureInfo.InvariantCulture))];

    private static readonly ILookup<int, string> _tests = Directory
        .GetFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(f => TestPattern().Matches(File.ReadAllText(f)).Select(m => (Row: int.Parse(m.Groups["row"].ValueSpan, CultureInfo.InvariantCulture), m.Groups["name"].Value)))
        .ToLookup(t => t.Row, t => t.Value);

    [Fact]
    public void Each_test_of_a_row_has_its_row_in_the_page() =>
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
