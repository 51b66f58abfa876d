using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Cli.Tests.Keys;

/// <summary>Runs the command with random keys against vendors that echo them, and searches its output for the keys.</summary>
public sealed class KeyCanaryTests : IAsyncLifetime
{
    private QuotaSimulator? _simulator;

    private readonly KeyCanary _heyGen = KeyCanary.Base64Like();
    private readonly KeyCanary _pictory = KeyCanary.Plain();
    private readonly KeyCanary _vzla = KeyCanary.Symbols();

    public static TheoryData<string> Forms => ["show", "show --json"];

    private QuotaSimulator Simulator => _simulator!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await QuotaSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Simulator.HeyGen.Account(_heyGen.Value);
        Simulator.Pictory.Account(_pictory.Value);
        Simulator.Vzla.Account(_vzla.Value);
    }

    public ValueTask DisposeAsync() => Simulator.DisposeAsync();

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Keys_echoed_in_good_responses_are_not_printed(string arguments)
    {
        Simulator.HeyGen.Faults.Always(Fault.Body($$$$"""{"error":null,"data":{"remaining_quota":60,"details":{"{{{{Json(_heyGen)}}}}":1}}}"""));
        Simulator.Pictory.Faults.Always(Fault.Body($$$"""{"videoMinutes":{"used":98,"limit":14400},"{{{Json(_pictory)}}}":{"used":1,"limit":2}}"""));
        Simulator.Vzla.Faults.Always(Fault.Status(
            200, $$"""{"subscription":"{{Json(_vzla)}}","monthly_limit":1000,"current_usage":27,"remaining":973,"status_level":"{{Json(_vzla)}}"}""", ("X-Request-ID", _vzla.Value)));

        var run = await RunAsync(arguments, Keys());

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("14302", run.Output, StringComparison.Ordinal);
        AssertNoKey(run, _heyGen, _pictory, _vzla);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Keys_echoed_in_errors_are_not_printed(string arguments)
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(401, $$"""{"code":"{{Json(_heyGen)}}","message":"Invalid key {{Json(_heyGen)}}"}""", ("X-Request-ID", _heyGen.Value)));
        Simulator.Pictory.Faults.Always(Fault.Status(302, "{}", ("Location", $"https://{_pictory.Value}.example/{_pictory.Value}")));
        Simulator.Vzla.Faults.Always(Fault.Status(403, $$$"""{"error":{"code":"{{{Json(_vzla)}}}","message":"No {{{Json(_vzla)}}}"}}"""));

        var run = await RunAsync(arguments, Keys());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(" refused, because", run.Output, StringComparison.Ordinal);
        AssertNoKey(run, _heyGen, _pictory, _vzla);
    }

    [Theory]
    [InlineData("check vzla --need 1")]
    [InlineData("check vzla --need 1 --json")]
    [InlineData("estimate heygen avatar-video --minutes 1 --plan Pro")]
    [InlineData("estimate heygen avatar-video --minutes 1 --plan Pro --json")]
    [InlineData("doctor")]
    [InlineData("doctor --json")]
    public async Task Other_commands_print_no_echoed_keys(string arguments)
    {
        Simulator.HeyGen.Faults.Always(Fault.Status(401, $$"""{"code":"{{Json(_heyGen)}}","message":"Invalid key {{Json(_heyGen)}}"}""", ("X-Request-ID", _heyGen.Value)));
        Simulator.Pictory.Faults.Always(Fault.Status(401, $$"""{"message":"{{Json(_pictory)}}"}"""));
        Simulator.Vzla.Faults.Always(Fault.Status(403, $$$"""{"error":{"code":"{{{Json(_vzla)}}}","message":"No {{{Json(_vzla)}}}"}}"""));

        var run = await RunAsync(arguments, Keys());

        Assert.Equal(1, run.ExitCode);
        AssertNoKey(run, _heyGen, _pictory, _vzla);
        ForgetProbes();
    }

    [Theory]
    [InlineData("show")]
    [InlineData("accounts --json")]
    [InlineData("doctor")]
    [InlineData("check pictory --need 1 --json")]
    public async Task Keys_from_a_file_or_stdin_are_not_printed(string arguments)
    {
        using var file = new TemporaryFile("quotakit.json", $$"""{ "HeyGen": { "ApiKey": "{{Json(_heyGen)}}" }, "Pictory": { "ApiKey": "{{Json(_pictory)}}" } }""");

        var fromFile = await RunAsync($"{arguments} --config {file.Path}");
        var fromStdin = await QuotaKitProcess.RunAsync($"{arguments} --key-stdin pictory", QuotaKitProcess.EnvironmentOf(Simulator), _pictory.Value);

        Assert.Equal((0, 0), (fromFile.ExitCode, fromStdin.ExitCode));
        AssertNoKey(fromFile, _heyGen, _pictory);
        AssertNoKey(fromStdin, _pictory);
        ForgetProbes();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Invalid_keys_are_not_printed(string arguments)
    {
        var (space, line, scheme) = (
            KeyCanary.Broken("key with a space", " "), KeyCanary.Broken("key with a line break", "\n"), KeyCanary.Broken("key with a scheme", "", before: "Bearer "));

        var run = await RunAsync(arguments, ("HEYGEN_API_KEY", space.Value), ("PICTORY_API_KEY", line.Value), ("VZLA_API_KEY", scheme.Value));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line break", run.Output, StringComparison.Ordinal);
        AssertNoKey(run, space, line, scheme);
    }

    [Theory]
    [InlineData("QuotaKit__HeyGen__BaseAddress")]
    [InlineData("QuotaKit__HeyGen__Version")]
    [InlineData("QuotaKit__HeyGen__Resilience__MaxAttempts")]
    [InlineData("QuotaKit__CacheDuration")]
    public async Task Key_in_the_wrong_setting_is_not_printed(string setting)
    {
        var run = await RunAsync("show", ("HEYGEN_API_KEY", _heyGen.Value), (setting, _pictory.Value));

        Assert.Equal(2, run.ExitCode);
        AssertNoKey(run, _heyGen, _pictory);
    }

    [Theory]
    [InlineData("show --key=")]
    [InlineData("show --api-key:")]
    [InlineData("--key=")]
    public async Task Key_after_an_unknown_option_is_not_printed(string arguments)
    {
        var run = await RunAsync(arguments + _pictory.Value);

        Assert.Equal(2, run.ExitCode);
        AssertNoKey(run, _pictory);
    }

    [Fact]
    public void Search_finds_printed_keys()
    {
        foreach (var key in new[] { _heyGen, _pictory, _vzla })
        {
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertNoKey(new CommandRun(0, $"# heygen: {Json(key)}", ""), key));
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertNoKey(new CommandRun(0, "", $"quotakit: {key.Value}."), key));
        }
    }

    /// <summary>Clears the doctor's HEAD requests, which the simulator does not expect.</summary>
    private void ForgetProbes() => Record.Exception(Simulator.ThrowIfUnexpected);

    private static string Json(KeyCanary key) => System.Text.Json.JsonEncodedText.Encode(key.Value).Value;

    private static void AssertNoKey(CommandRun run, params KeyCanary[] keys) => Assert.All(keys, key =>
    {
        Assert.True(key.FindIn(run.Output) is null, $"The output holds the {key} key.");
        Assert.True(key.FindIn(run.Error) is null, $"The errors hold the {key} key.");
    });

    private (string, string)[] Keys() => [("HEYGEN_API_KEY", _heyGen.Value), ("PICTORY_API_KEY", _pictory.Value), ("VZLA_API_KEY", _vzla.Value)];

    private Task<CommandRun> RunAsync(string arguments, params (string Name, string Value)[] variables) =>
        QuotaKitProcess.RunAsync(arguments, QuotaKitProcess.EnvironmentOf(Simulator, [("QuotaKit__HeyGen__Resilience__MaxAttempts", "1"), .. variables]));
}
