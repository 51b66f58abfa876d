using System.Text.Json;
using QuotaKit.Cli.Tests.Keys;

namespace QuotaKit.Cli.Tests.Commands;

public class ProvidersTests : SimulatorTest
{
    [Fact]
    public async Task Lists_accounts_and_where_their_keys_come_from_and_asks_nobody()
    {
        using var file = new TemporaryFile("quotakit.json", $$"""{ "Vzla": { "Accounts": { "team-b": { "ApiKey": "{{Key}}" }, "team-c": {} } } }""");

        var run = await RunAsync($"providers --config {file.Path}", ("HEYGEN_API_KEY", Key), ("QuotaKit__Vzla__ApiKey", Key));

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

    [Fact]
    public async Task Needs_no_key()
    {
        var run = await QuotaKitProcess.RunAsync("providers --json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.All(json.RootElement.GetProperty("providers").EnumerateArray(), p => Assert.False(p.GetProperty("isConfigured").GetBoolean()));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Only_the_account_of_stdin_is_there()
    {
        var run = await RunWithInputAsync("providers --key-stdin heygen/a", Key, ("HEYGEN_API_KEY", Key));

        Assert.Equal("heygen/a  HeyGen   stdin", run.Lines[1]);
        Assert.Equal(4, run.Lines.Length);
    }
}
