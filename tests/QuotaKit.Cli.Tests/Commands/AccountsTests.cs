using System.Text.Json;

namespace QuotaKit.Cli.Tests.Commands;

public class AccountsTests : SimulatorTest
{
    [Fact]
    public async Task Lists_accounts_and_the_origin_of_their_keys()
    {
        using var file = new TemporaryFile("quotakit.json", $$"""{ "Vzla": { "Accounts": { "team-b": { "ApiKey": "{{Key}}" }, "team-c": {} } } }""");

        var run = await RunAsync($"accounts --config {file.Path}", ("HEYGEN_API_KEY", Key), ("QuotaKit__Vzla__ApiKey", Key));

        Assert.Equal(
            [
                "ACCOUNT      VENDOR   KEY",
                "heygen       HeyGen   HEYGEN_API_KEY",
                "-            Pictory  none: set PICTORY_API_KEY",
                "vzla         vzla.io  QuotaKit__Vzla__ApiKey",
                $"vzla/team-b  vzla.io  {file.Path}",
                "vzla/team-c  vzla.io  none: set QuotaKit:Vzla:Accounts:team-c:ApiKey",
            ],
            run.Lines);
        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (Simulator.HeyGen.RequestCount, Simulator.Vzla.RequestCount));
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("providers")]
    public async Task Needs_no_key_and_keeps_its_JSON(string command)
    {
        var run = await QuotaKitProcess.RunAsync($"{command} --json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("providers", json.RootElement.GetProperty("command").GetString());
        Assert.All(json.RootElement.GetProperty("providers").EnumerateArray(), p => Assert.False(p.GetProperty("isConfigured").GetBoolean()));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Providers_is_an_alias()
    {
        var (accounts, providers) = (await QuotaKitProcess.RunAsync("accounts --demo"), await QuotaKitProcess.RunAsync("providers --demo"));

        Assert.Equal(accounts, providers);
    }

    [Theory]
    [InlineData("providers --bogus", "See 'quotakit accounts --help'.")]
    [InlineData("--bogus providers", "See 'quotakit --help'.")]
    public async Task Wrong_option_of_the_alias_names_the_right_help(string arguments, string hint) =>
        Assert.EndsWith(hint, (await QuotaKitProcess.RunAsync(arguments)).Complaint, StringComparison.Ordinal);

    [Fact]
    public async Task Key_from_stdin_leaves_only_its_account()
    {
        var run = await RunWithInputAsync("accounts --key-stdin heygen/a", Key, ("HEYGEN_API_KEY", Key));

        Assert.Equal("heygen/a  HeyGen   stdin", run.Lines[1]);
        Assert.Equal(4, run.Lines.Length);
    }
}
