using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Cli.Tests.Docs;

/// <summary>Runs the examples of the page about the command.</summary>
public sealed partial class CommandPageTests
{
    private const string Page = "docs/cli.md";

    public static TheoryData<string, string> Examples =>
        new(ExamplePattern().Matches(Repository.Read(Page)).Select(m => (m.Groups["line"].Value, m.Groups["output"].Value)));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_prints_the_output_below_it(string line, string output)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs bash.");

        using var store = new TemporaryFile("quotakit.db", "");
        var run = await QuotaKitProcess.RunInShellAsync(line, new Dictionary<string, string> { ["QUOTAKIT_STORE"] = store.Path });

        Assert.Equal(Normalize(output), Normalize(run.Output + run.Error));
    }

    [Theory]
    [InlineData("show")]
    [InlineData("watch")]
    [InlineData("check")]
    [InlineData("estimate")]
    [InlineData("run")]
    [InlineData("reserve")]
    [InlineData("commit")]
    [InlineData("holds")]
    [InlineData("doctor")]
    [InlineData("accounts")]
    [InlineData("completion")]
    public void Each_command_has_an_example(string command) =>
        Assert.Contains(Examples, e => e.Data.Item1.StartsWith($"quotakit {command} ", StringComparison.Ordinal));

    /// <summary>Removes what differs from run to run: times, and the addresses of the simulated vendors.</summary>
    private static string Normalize(string output) => ChangingPattern().Replace(output.ReplaceLineEndings("\n").TrimEnd(), "~");

    [GeneratedRegex("""^```sh\n(?<line>quotakit [^\n]+)\n```\n\n```text\n(?<output>.*?)^```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();

    [GeneratedRegex("""\d{4}-\d\d-\d\dT[\d:.]+(Z|\\u002B00:00)|127\.0\.0\.1:\d+|[0-9a-f]{8}-[0-9a-f-]{27}|\d+ ms| +\d+s\b|AGE""")]
    private static partial Regex ChangingPattern();
}
