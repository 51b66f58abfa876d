using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Tests.Docs;

/// <summary>Each promise in docs/security.md names a test that exists.</summary>
public sealed partial class SecurityPageTests
{
    public static TheoryData<string> Promises => [.. Repository.Read("docs/security.md").Split('\n')
        .SkipWhile(l => l != "## What is promised").TakeWhile(l => l != "## What is not promised")
        .Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

    [Theory]
    [MemberData(nameof(Promises))]
    public void Each_promise_names_an_existing_test(string row)
    {
        var shown = ShownByPattern().Matches(row.Split('|')[^2]);

        Assert.NotEmpty(shown);
        foreach (var (file, test) in shown.SelectMany(m => m.Groups["test"].Captures.Select(test => (m.Groups["file"].Value, test.Value))))
            Assert.Matches($@"\[(Fact|Theory)\][^{{}}]*\b{test}\(", Repository.Read($"docs/{file}"));
    }

    [GeneratedRegex(@"\[\w+\]\((?<file>[^)]+\.cs)\): (`(?<test>\w+)`(, )?)+")]
    private static partial Regex ShownByPattern();
}
