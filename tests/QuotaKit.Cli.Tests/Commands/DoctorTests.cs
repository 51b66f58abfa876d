using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Rendering;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class DoctorTests : SimulatorTest
{
    [Fact]
    public async Task Reports_each_account()
    {
        using var file = new TemporaryFile("quotakit.json", $$"""{ "Vzla": { "Accounts": { "team-b": { "ApiKey": "{{Key}}" } } } }""");

        var run = await ExamineAsync($"doctor --config {file.Path}", ("HEYGEN_API_KEY", Key));

        Assert.Equal("config file  " + file.Path, run.Lines[0]);
        Assert.Equal(["heygen", "  key      from HEYGEN_API_KEY", $"  address  {Simulator.HeyGen.BaseAddress}"], run.Lines[1..4]);
        Assert.Matches("^  connect  [0-9]+ ms, responded after [0-9]+ ms$", run.Lines[4]);
        Assert.Equal("  clock    agrees with the vendor's", run.Lines[5]);
        Assert.Equal(["  account  the vendor accepts the key; Normal", "vzla/team-b", "  key      from " + file.Path], run.Lines[6..9]);
        Assert.Equal(["pictory", "  key      none: set PICTORY_API_KEY if you have one", "All accounts can be read."], run.Lines[^3..]);
        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("", "vzla and vzla/b have the same key, but 'run' and 'reserve' count their balances separately, so that they can be spent twice. "
        + "Set QuotaKit:Guard:Accounts:vzla/b:Wallet to vzla.")]
    [InlineData("vzla", "  account  the vendor accepts the key; Normal")]
    public async Task Reports_one_key_of_two_wallets(string wallet, string line)
    {
        List<(string, string)> variables = [("VZLA_API_KEY", Key), ("QuotaKit__Vzla__Accounts__b__ApiKey", Key)];
        if (wallet.Length > 0)
            variables.Add(("QuotaKit__Guard__Accounts__vzla/b__Wallet", wallet));

        var run = await ExamineAsync("doctor vzla vzla/b", [.. variables]);
        var json = await ExamineAsync("doctor vzla vzla/b --json", [.. variables]);

        Assert.Equal((0, line), (run.ExitCode, run.Lines[^2]));
        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
        var groups = JsonDocument.Parse(json.Output).RootElement.GetProperty("sharedKeys").EnumerateArray();
        Assert.Equal(wallet.Length == 0 ? ["vzla", "vzla/b"] : [], groups.SelectMany(g => g.EnumerateArray()).Select(n => n.GetString()!));
    }

    [Fact]
    public async Task Probe_holds_no_key()
    {
        await RunAsync("doctor", ("VZLA_API_KEY", Key));

        var probe = Assert.Single(Simulator.UnexpectedRequests);
        Assert.Equal("HEAD", probe.Method);
        Assert.DoesNotContain(probe.Headers, h => h.Value.ToString().Contains(Key, StringComparison.Ordinal));
        Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);
    }

    [Fact]
    public async Task Rejected_key_hides_no_other_account()
    {
        var run = await ExamineAsync("doctor --json", ("HEYGEN_API_KEY", "canary-wrong-71c3a9"), ("VZLA_API_KEY", Key));

        using var json = JsonDocument.Parse(run.Output);
        var results = json.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([false, true], results.Select(r => r.GetProperty("isKeyAccepted").GetBoolean()));
        Assert.Equal("Unauthorized", results[0].GetProperty("error").GetProperty("kind").GetString());
        Assert.True(results[1].GetProperty("connectMilliseconds").GetDouble() > 0);
        Assert.InRange(results[1].GetProperty("clockSkewSeconds").GetDouble(), -3, 3);
        Assert.DoesNotContain("canary", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Unreachable_vendor_exits_with_1()
    {
        var run = await RunAsync(
            "doctor vzla", ("VZLA_API_KEY", Key), ("QuotaKit__Vzla__BaseAddress", "http://127.0.0.1:9/"), ("QuotaKit__Vzla__Resilience__MaxAttempts", "1"));

        Assert.Equal("  connect  Connection refused", run.Lines[3]);
        Assert.Equal("  clock    unknown: the vendor did not send its time", run.Lines[4]);
        Assert.StartsWith("  account  Network: ", run.Lines[5], StringComparison.Ordinal);
        Assert.Equal("1 of 1 accounts cannot be read.", run.Lines[^1]);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Password_of_a_proxy_is_not_shown()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var address = $"{proxy.LocalEndpoint}";
        var refusing = RefuseAsync(proxy, TestContext.Current.CancellationToken);

        var run = await RunAsync(
            "doctor vzla",
            ("VZLA_API_KEY", Key),
            ("QuotaKit__Vzla__BaseAddress", "https://vzla.example/"),
            ("HTTPS_PROXY", $"http://user:sekret@{address}"),
            ("QuotaKit__Vzla__Resilience__MaxAttempts", "1"));
        proxy.Stop();
        await refusing;

        Assert.Contains(address, run.Lines[3], StringComparison.Ordinal);
        Assert.DoesNotContain("sekret", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_setting_exits_with_2_and_its_value_is_not_shown()
    {
        var run = await ExamineAsync(
            "doctor",
            ("VZLA_API_KEY", Key),
            ("QuotaKit__HeyGen__ApiKey", "se cret"),
            ("QuotaKit__Pictory__ApiKey", "0123456789"),
            ("QuotaKit__Pictory__BaseAddress", "secret"));

        Assert.Contains("  account  Configuration: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData(200, "3 min ahead of the vendor's")]
    [InlineData(-86_400, "24 h behind the vendor's")]
    [InlineData(2, "agrees with the vendor's")]
    public async Task Wrong_clock_is_reported(int secondsAhead, string finding)
    {
        var token = TestContext.Current.CancellationToken;
        var probe = await VendorProbe.SendAsync(Simulator.Vzla.BaseAddress, useProxy: false, new WrongClock(TimeSpan.FromSeconds(secondsAhead)), token);
        Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);

        var result = (await MadeUpAccounts.ReadAsync(MadeUpAccounts.Answering("vzla", MadeUpAccounts.Balance("Requests"))))[0];
        var diagnosis = new Diagnosis(AccountName.Of("vzla"), "VZLA_API_KEY", "http://127.0.0.1/", probe, result);

        Assert.StartsWith(finding, DiagnosisText.LinesOf(diagnosis).Single(l => l.Topic == "clock").Finding, StringComparison.Ordinal);
    }

    /// <summary>Runs the doctor and clears its HEAD requests, which the simulator does not expect.</summary>
    private async Task<CommandRun> ExamineAsync(string arguments, params (string Name, string Value)[] variables)
    {
        var run = await RunAsync(arguments, variables);
        Assert.Throws<UnexpectedRequestException>(Simulator.ThrowIfUnexpected);
        return run;
    }

    /// <summary>Refuses every tunnel, until the listener stops.</summary>
    private static async Task RefuseAsync(TcpListener proxy, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                using var client = await proxy.AcceptSocketAsync(cancellationToken);
                await client.ReceiveAsync(new byte[4096], cancellationToken);
                await client.SendAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellationToken);
                client.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener has stopped.
        }
    }

    private sealed class WrongClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
