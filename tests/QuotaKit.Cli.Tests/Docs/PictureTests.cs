using System.Text.RegularExpressions;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Cli.Tests.Docs;

/// <summary>The README's picture is the output of <c>quotakit show --demo --svg</c>.</summary>
public sealed partial class PictureTests
{
    [Fact]
    public async Task Picture_is_the_output_of_the_command()
    {
        var run = await QuotaKitProcess.RunAsync("show --demo --svg");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(WithoutMonths(Repository.Read("docs/show.svg")), WithoutMonths(run.Output.ReplaceLineEndings("\n")));
    }

    // The demo's balances reset on the first of the next month.
    private static string WithoutMonths(string picture) => MonthPattern().Replace(picture, ">~ 1<");

    [GeneratedRegex(">[A-Z][a-z]{2} 1<")]
    private static partial Regex MonthPattern();
}
