using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class UsageTests
{
    [Theory]
    [InlineData("show --demo nobody", "no account 'nobody'", "heygen/studio, pictory, vzla, vzla/team-b")]
    [InlineData("show --demo --bogus", "no option '--bogus'", "quotakit show --help")]
    [InlineData("show --key=secret", "no option '--key'", "quotakit show --help")]
    [InlineData("shwo", "'shwo'", "quotakit --help")]
    [InlineData("--key=secret show", "'--key'", "quotakit --help")]
    [InlineData("show --demo @file", "no account '@file'", "heygen")]
    public async Task Wrong_usage_is_one_line_with_the_alternatives(string arguments, string problem, string alternatives)
    {
        var run = await QuotaKitProcess.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        var line = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains(problem, line, StringComparison.Ordinal);
        Assert.Contains(alternatives, line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("HEYGEN_API_KEY", " ")]
    public async Task Error_without_a_key_says_what_to_set(string variable, string value)
    {
        var run = await QuotaKitProcess.RunAsync("show", variable.Length == 0 ? null : new Dictionary<string, string> { [variable] = value });

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        var line = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.All(
            new[] { "HEYGEN_API_KEY", "PICTORY_API_KEY", "VZLA_API_KEY", "--demo" },
            name => Assert.Contains(name, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_vendor_is_one_line_without_its_value()
    {
        var run = await QuotaKitProcess.RunAsync("show", new Dictionary<string, string> { ["VZLA_API_KEY"] = "key", ["QuotaKit__Acme__ApiKey"] = "secret" });

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        var line = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("QuotaKit__Acme", line, StringComparison.Ordinal);
        Assert.Contains("knows only HeyGen, Pictory and vzla.io", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VZLA_API_KEY", "se cret", "space")]
    [InlineData("QuotaKit__Vzla__ApiKee", "secret", "QuotaKit__Vzla__ApiKee")]
    [InlineData("QuotaKit__Vzla__BaseAddress", "secret", "QuotaKit__Vzla__BaseAddress")]
    public async Task Wrong_setting_of_one_account_is_a_footnote(string variable, string value, string named)
    {
        await using var simulator = await QuotaSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        simulator.HeyGen.Account("heygen-0123456789");

        var run = await QuotaKitProcess.RunAsync("show", new Dictionary<string, string>
        {
            ["QuotaKit__HeyGen__BaseAddress"] = simulator.HeyGen.BaseAddress.ToString(),
            ["HEYGEN_API_KEY"] = "heygen-0123456789",
            ["VZLA_API_KEY"] = "key",
            [variable] = value,
        });

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("39074.2", run.Output, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Single(run.Output.Split('\n'), l => l.StartsWith("# vzla: Configuration: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("cret", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("watch")]
    [InlineData("check")]
    [InlineData("estimate")]
    [InlineData("doctor")]
    [InlineData("accounts")]
    [InlineData("completion")]
    public async Task Help_of_each_command_ends_with_its_examples(string command)
    {
        var run = await QuotaKitProcess.RunAsync($"{command} --help");

        var examples = run.Lines.SkipWhile(l => l != "Examples:").Skip(1).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, e => Assert.StartsWith($"  quotakit {command}", e, StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("show --help")]
    public async Task Help_names_the_command_as_people_type_it(string arguments)
    {
        var run = await QuotaKitProcess.RunAsync(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\n  quotakit ", run.Output, StringComparison.Ordinal);
        Assert.Contains("show", run.Output, StringComparison.Ordinal);
    }
}
