using QuotaKit.Cli.Tests.Commands;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Cli.Tests.Docs;

/// <summary>Uses the config file that the page about the command shows, with the settings of the guard.</summary>
public sealed class ConfigFileOfThePageTests : GuardTest
{
    [Theory]
    [InlineData("reserve heygen --need 200credits --budget team-red --slot videos", 0, "")]
    [InlineData("reserve heygen --need 201credits --budget team-red", 3, "the budget 'team-red' has 200 of 200 left")]
    [InlineData("reserve heygen --need 281credits", 3, "280 are available, 20 being kept in reserve")]
    [InlineData("run heygen --need 1credits --slot images -- true", 2, "heygen has no concurrency limit 'images'. It has videos.")]
    public async Task Settings_of_the_guard_are_kept(string arguments, int code, string message)
    {
        GiveHeyGen(300);
        using var file = new TemporaryFile("quotakit.json", Sample());

        var split = arguments.Split(" -- ");
        var run = await QuotaKitAsync([.. split[0].Split(' '), "--config", file.Path, .. split.Length > 1 ? ["--", split[1]] : Array.Empty<string>()]);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_names_all_settings_of_the_guard()
    {
        var page = Repository.Read("docs/cli.md");

        Assert.All(
            typeof(QuotaGuardOptions).GetProperties().Concat(typeof(QuotaGuardAccountOptions).GetProperties())
                .Concat(typeof(QuotaBudget).GetProperties().Where(p => p.Name is not (nameof(QuotaBudget.Name) or "EqualityContract"))),
            p => Assert.Matches($"`([A-Za-z]+:)*{p.Name}[:`]|`Budgets:NAME:Account`.*`{p.Name}`", page));
    }

    private static string Sample()
    {
        var page = Repository.Read("docs/cli.md").ReplaceLineEndings("\n");
        var section = page[page.IndexOf("## The config file\n", StringComparison.Ordinal)..];
        var start = section.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length;
        return section[start..section.IndexOf("```", start, StringComparison.Ordinal)].Replace("…", Key, StringComparison.Ordinal);
    }
}
