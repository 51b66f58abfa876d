using System.Text.Json;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class CheckUnitTests : SimulatorTest
{
    [Theory]
    [InlineData("heygen --need 12credits", 0, "heygen: 12 credits needed, 39074.2 left: enough.")]
    [InlineData("heygen --need 39075CR", 3, "heygen: 39075 credits needed, 39074.2 left: not enough, 0.8 short.")]
    [InlineData("pictory --need 5min", 0, "pictory: 5 minutes of 'video_minutes' needed, 14302 left: enough.")]
    [InlineData("pictory --need 5credits", 4, "pictory: 5 credits needed, but 'video_minutes' is in minutes, 14302 left: unknown. Balances in credits: ai_credits. Name one with --balance.")]
    [InlineData("heygen --need 5usd", 4, "heygen: 5 usd needed, but 'credits' is in credits, 39074.2 left: unknown. No balance of this account is in usd; they are in: credits, videos.")]
    [InlineData("heygen --need 5usd --allow-unknown", 0, "heygen: 5 usd needed, but 'credits' is in credits, 39074.2 left: unknown, which is allowed.")]
    public async Task Another_unit_is_unknown(string arguments, int exitCode, string sentence)
    {
        var run = await RunAsync($"check {arguments}", ("HEYGEN_API_KEY", Key), ("PICTORY_API_KEY", Key));

        Assert.Equal([sentence], run.Lines);
        Assert.Equal("", run.Error);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory]
    [InlineData("\"currency\":\"eur\",", "heygen: 12 needed, but 'wallet' is in eur, 40 left: unknown. Write --need 12eur.")]
    [InlineData("\"currency\":\"USD \",", "heygen: 12 needed, but 'wallet' is in usd, 40 left: unknown. Write --need 12usd.")]
    [InlineData("", "heygen: 12 needed, but 'wallet' has no unit, 40 left: unknown. The vendor does not say which unit it counts.")]
    public async Task Bare_number_is_never_compared_with_other_money(string currency, string sentence)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body($$$"""{"data":{"billing_type":"wallet","wallet":{{{{currency}}}"remaining_balance":40} } }"""));

        var run = await RunAsync("check heygen --need 12", ("HEYGEN_API_KEY", Key), ("QuotaKit__HeyGen__Version", "V3"));

        Assert.Equal([sentence], run.Lines);
        Assert.Equal(4, run.ExitCode);
    }

    [Theory]
    [InlineData("12credts")]
    [InlineData("12credts --allow-unknown")]
    public async Task Unit_that_nobody_uses_is_wrong_usage(string need)
    {
        var run = await RunAsync($"check heygen --need {need}", ("HEYGEN_API_KEY", Key));

        Assert.Contains("There is no unit 'credts'. Balances of heygen are in: credits, videos.", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("12", 4, "heygen: 12 needed, but 'wallet' is in usd, 4.2 left: unknown. Write --need 12usd.")]
    [InlineData("4", 4, "heygen: 4 needed, but 'wallet' is in usd, 4.2 left: unknown. Write --need 4usd.")]
    [InlineData("4credits", 4, "heygen: 4 credits needed, but 'wallet' is in usd, 4.2 left: unknown. No balance of this account is in credits; they are in: usd.")]
    [InlineData("4.2usd", 0, "heygen: 4.2 usd of 'wallet' needed, 4.2 left: enough.")]
    [InlineData("12$", 3, "heygen: 12 usd of 'wallet' needed, 4.2 left: not enough, 7.8 short.")]
    public async Task Bare_number_is_never_compared_with_dollars(string need, int exitCode, string sentence)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body("""{"data":{"billing_type":"wallet","wallet":{"currency":"usd","remaining_balance":4.20}}}"""));

        var run = await RunAsync($"check heygen --need {need}", ("HEYGEN_API_KEY", Key), ("QuotaKit__HeyGen__Version", "V3"));

        Assert.Equal([sentence], run.Lines);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory]
    [InlineData("12", "\"credits\"", "yes")]
    [InlineData("12credits", "\"credits\"", "yes")]
    [InlineData("12usd", "\"usd\"", "unknown")]
    public async Task JSON_holds_the_unit_of_the_need(string need, string unit, string answer)
    {
        var run = await RunAsync($"check heygen --need {need} --json", ("HEYGEN_API_KEY", Key));

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(unit, json.RootElement.GetProperty("needUnit").GetRawText());
        Assert.Equal("credits", json.RootElement.GetProperty("unit").GetString());
        Assert.Equal(answer, json.RootElement.GetProperty("answer").GetString());
    }
}
