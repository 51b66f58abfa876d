using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>Each promise about keys names a test that there is.</summary>
public sealed partial class SecurityPageTests
{
    public static TheoryData<string> Promises => [.. Repository.Read("docs/security.md").Split('\n')
        .SkipWhile(l => l != "## What is promised").TakeWhile(l => l != "## What is not promised")
        .Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

    [Theory]
    [MemberData(nameof(Promises))]
    public void Each_promise_is_shown_by_a_test(string row)
    {
        var shown = ShownByPattern().Matches(row.Split('|')[^2]);

        Assert.NotEmpty(shown);
        foreach (var (file, test) in shown.SelectMany(m => m.Groups["test"].Captures.Select(test => (m.Groups["file"].Value, test.Value))))
            Assert.Matches($@"\[(Fact|Theory)\][^{{}}]*\b{test}\(", Repository.Read($"docs/{file}"));
    }

    [GeneratedRegex(@"\[\w+\]\((?<file>[^)]+\.cs)\): (`(?<test>\w+)`(, )?)+")]
    private static partial Regex ShownByPattern();
}
