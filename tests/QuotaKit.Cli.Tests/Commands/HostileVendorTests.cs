using System.Text.Json;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

/// <summary>Runs the command against a malicious vendor and with a malicious config file.</summary>
public class HostileVendorTests : SimulatorTest
{
    private const string Answer = """
        {"error":null,"data":{"remaining_quota":7920,"details":{"\u001b[2Jclear":1,"turn\u202eover":2,"none\uffff":3,"tag\u200b\u2028":4,"漢字😀":5}}}
        """;

    [Theory]
    [InlineData("check heygen --need 1 --balance nope")]
    [InlineData("check heygen --need 1 --balance \u001b[2J\u202e")]
    [InlineData("check nope\u001b[2J\u202e --need 1")]
    [InlineData("estimate heygen \u001b[2J")]
    [InlineData("\u001b[2J\u202e")]
    [InlineData("show --\u001b[2J")]
    public async Task Errors_hold_no_terminal_sequences(string arguments)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(Answer));

        var run = await RunAsync(arguments, ("HEYGEN_API_KEY", Key));

        Assert.Null(NastyText.HarmIn(run.Complaint));
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("show --svg")]
    [InlineData("show --json")]
    [InlineData("doctor heygen vzla")]
    [InlineData("check vzla --need 1")]
    public async Task Hostile_name_hides_no_other_account(string arguments)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body(Answer));

        var run = await RunAsync(arguments, ("HEYGEN_API_KEY", Key), ("VZLA_API_KEY", Key));

        Assert.Null(NastyText.HarmIn(run.Output));
        Assert.Contains("vzla", run.Output, StringComparison.Ordinal);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Record.Exception(Simulator.ThrowIfUnexpected);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("accounts")]
    [InlineData("doctor")]
    [InlineData("check nope --need 1")]
    [InlineData("show --json")]
    public async Task Account_names_of_a_config_file_print_harmlessly(string arguments)
    {
        var names = new[] { "\u001b[2Jclear", "turn\u202eover", "none\uffff", "line\nbreak", new string('x', 3_000) };
        var accounts = names.Select(n => $"{JsonSerializer.Serialize(n)}: {{ \"ApiKey\": \"{Key}\" }}");
        using var file = new TemporaryFile("quotakit.json", $$"""{ "Vzla": { "ApiKey": "{{Key}}", "Accounts": { {{string.Join(", ", accounts)}} } } }""");

        var run = await RunAsync($"{arguments} --config {file.Path}");

        Assert.Null(NastyText.HarmIn(run.Output + run.Error));
        Assert.NotEqual(70, run.ExitCode);
        Assert.Contains("vzla", run.Output + run.Error, StringComparison.Ordinal);
        Assert.True(arguments.EndsWith("json", StringComparison.Ordinal) || run.Output.Split('\n').All(l => l.Length < 2_500), "A name is not bounded.");
        Record.Exception(Simulator.ThrowIfUnexpected);
    }

    [Theory]
    [InlineData("""{ "Vz\u001b[2Jla": { "ApiKey": "0123456789" } }""")]
    [InlineData("""{ "Vzla": { "ApiKey": "0123456789", "Thresh\u202eolds\uffff": 1 } }""")]
    [InlineData("""{ "Vzla": { "Accounts": { "\u001b[2J": "0123456789" } } }""")]
    public async Task Errors_about_a_config_file_print_harmlessly(string content)
    {
        using var file = new TemporaryFile("quotakit.json", content);

        var run = await RunAsync($"show --config {file.Path}");

        Assert.Null(NastyText.HarmIn(run.Output + run.Error));
        Assert.Equal(2, run.ExitCode);
    }
}
