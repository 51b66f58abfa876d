using System.Text.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class NeedTests : SimulatorTest
{
    [Theory]
    [InlineData("12", null)]
    [InlineData("12credits", "credits")]
    [InlineData("12 Credits", "credits")]
    [InlineData("0.5cr", "credits")]
    [InlineData("1credit", "credits")]
    [InlineData("3min", "minutes")]
    [InlineData("3req", "requests")]
    [InlineData("1video", "videos")]
    [InlineData("2images", "images")]
    [InlineData("4.20usd", "usd")]
    [InlineData("4.20US$", "usd")]
    [InlineData("4.20$", "usd")]
    [InlineData("2seats", "seats")]
    public void An_amount_may_have_its_unit(string text, string? unit) => Assert.Equal(unit, NeedOption.Parse(text)!.Value.Unit?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("credits")]
    [InlineData("-1")]
    [InlineData("0credits")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("1k")]
    [InlineData("1.2.3")]
    [InlineData("12 of credits")]
    [InlineData("12f8a7b6c5d4e3f2a1")]
    [InlineData("12\u001b[2J")]
    [InlineData("12abcdefghijklmnopqrstuvwxyz")]
    public void What_is_no_amount_is_refused(string text) => Assert.Null(NeedOption.Parse(text));

    [Theory]
    [InlineData("heygen --need 12credits", 0, "heygen: 12 credits needed, 39074.2 left: enough.")]
    [InlineData("heygen --need 39075CR", 3, "heygen: 39075 credits needed, 39074.2 left: not enough, 0.8 more are needed.")]
    [InlineData("pictory --need 5min", 0, "pictory: 5 minutes of 'video_minutes' needed, 14302 left: enough.")]
    [InlineData("pictory --need 5credits", 4, "pictory: 5 credits needed, but 'video_minutes' is in minutes, 14302 left: unknown. In credits there are: ai_credits. Name one with --balance.")]
    [InlineData("heygen --need 5usd", 4, "heygen: 5 usd needed, but 'credits' is in credits, 39074.2 left: unknown. No balance of this account is in usd; they are in: credits, videos.")]
    [InlineData("heygen --need 5usd --allow-unknown", 0, "heygen: 5 usd needed, but 'credits' is in credits, 39074.2 left: unknown, which is allowed.")]
    public async Task Another_unit_is_unknown_and_not_compared(string arguments, int exitCode, string sentence)
    {
        var run = await RunAsync($"check {arguments}", ("HEYGEN_API_KEY", Key), ("PICTORY_API_KEY", Key));

        Assert.Equal([sentence], run.Lines);
        Assert.Equal("", run.Error);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory]
    [InlineData("\"currency\":\"eur\",", "heygen: 12 needed, but 'wallet' is in eur, 40 left: unknown. Say --need 12eur.")]
    [InlineData("\"currency\":\"USD \",", "heygen: 12 needed, but 'wallet' is in usd, 40 left: unknown. Say --need 12usd.")]
    [InlineData("", "heygen: 12 needed, but 'wallet' has no unit, 40 left: unknown. The vendor does not say what it counts.")]
    public async Task A_bare_number_never_becomes_money_of_any_kind(string currency, string sentence)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body($$$"""{"data":{"billing_type":"wallet","wallet":{{{{currency}}}"remaining_balance":40} } }"""));

        var run = await RunAsync("check heygen --need 12", ("HEYGEN_API_KEY", Key), ("QuotaKit__HeyGen__Version", "V3"));

        Assert.Equal([sentence], run.Lines);
        Assert.Equal(4, run.ExitCode);
    }

    [Theory]
    [InlineData("12credts")]
    [InlineData("12credts --allow-unknown")]
    public async Task A_unit_that_nobody_has_is_a_slip_and_passes_no_gate(string need)
    {
        var run = await RunAsync($"check heygen --need {need}", ("HEYGEN_API_KEY", Key));

        Assert.Contains("There is no unit 'credts'. Balances of heygen are in: credits, videos.", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("12", 4, "heygen: 12 needed, but 'wallet' is in usd, 4.2 left: unknown. Say --need 12usd.")]
    [InlineData("4", 4, "heygen: 4 needed, but 'wallet' is in usd, 4.2 left: unknown. Say --need 4usd.")]
    [InlineData("4credits", 4, "heygen: 4 credits needed, but 'wallet' is in usd, 4.2 left: unknown. No balance of this account is in credits; they are in: usd.")]
    [InlineData("4.2usd", 0, "heygen: 4.2 usd of 'wallet' needed, 4.2 left: enough.")]
    [InlineData("12$", 3, "heygen: 12 usd of 'wallet' needed, 4.2 left: not enough, 7.8 more are needed.")]
    public async Task A_bare_number_never_becomes_dollars(string need, int exitCode, string sentence)
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
    public async Task JSON_tells_the_unit_of_the_need(string need, string unit, string answer)
    {
        var run = await RunAsync($"check heygen --need {need} --json", ("HEYGEN_API_KEY", Key));

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(unit, json.RootElement.GetProperty("needUnit").GetRawText());
        Assert.Equal("credits", json.RootElement.GetProperty("unit").GetString());
        Assert.Equal(answer, json.RootElement.GetProperty("answer").GetString());
    }
}
