// Performance rules for logging do not matter here: each message is logged once.
#pragma warning disable CA1848, CA1873
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuotaKit.Testing;

namespace QuotaKit.Tests.Keys;

/// <summary>Leaks keys on purpose. A watch that does not find these leaks would prove nothing in other tests.</summary>
public sealed class KeyCanaryControlTests : KeyCanaryTest
{
    private static readonly ActivitySource _source = new("QuotaKit.Tests.Keys");
    private static readonly Meter _meter = new("QuotaKit.Tests.Keys");

    [Fact]
    public void Finds_every_form_of_a_key()
    {
        foreach (var canary in Good)
        {
            Assert.All(canary.Echoes(), echo => Assert.True(canary.FindIn($"Invalid key '{echo.Text}'.") is not null, $"{canary}: not found {echo.Name}"));
            Assert.Null(canary.FindIn("Invalid key '***'."));
        }

        Assert.All(Malformed, canary => Assert.True(
            canary.FindIn(canary.Value[..^8]) is not null && canary.FindIn(canary.Value[^16..]) is not null, $"{canary}: half of it is not found"));
    }

    [Fact]
    public async Task Finds_a_key_logged_by_an_HTTP_client()
    {
        var services = Services();
        services.AddHttpClient("plain");
        await using var app = services.BuildServiceProvider();
        using var http = app.GetRequiredService<IHttpClientFactory>().CreateClient("plain");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Simulator.HeyGen.BaseAddress, "v2/user/remaining_quota"));
        request.Headers.TryAddWithoutValidation("x-api-key", Good[0].Value);

        using var response = await http.SendAsync(request, Token);

        Assert.Contains(Watch.Leaks, l => l.Contains("log: System.Net.Http.HttpClient.plain", StringComparison.Ordinal)
            && l.Contains("the state, a value", StringComparison.Ordinal));
        Assert.Contains(Watch.Leaks, l => l.Contains(TelemetryWatch.Logs, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_a_key_in_a_log()
    {
        await using var app = Services().BuildServiceProvider();
        var logger = app.GetRequiredService<ILoggerFactory>().CreateLogger("planted");
        var key = Good[2].Value;

        Planted("the message", () => logger.Log(LogLevel.Trace, default, 0, null, (_, _) => key));
        Planted("the state, a value", () => logger.LogTrace("Read {Key}", key));
        var state = new Dictionary<string, object?> { ["Header"] = new[] { "a", key } };
        Planted("the state, a value in a list", () => logger.Log(LogLevel.Trace, default, state, null, (_, _) => ""));
        Planted("the exception", () => logger.LogTrace(new InvalidOperationException("", new InvalidOperationException(key)), "It failed"));
        Planted("a scope", () =>
        {
            using (logger.BeginScope(new Dictionary<string, object?> { ["Key"] = key }))
                logger.LogTrace("It failed");
        });
    }

    [Fact]
    public void Finds_a_key_in_telemetry()
    {
        var key = Good[1].Value;
        Planted("a tag of QuotaKit.Tests.Keys", () =>
        {
            using var activity = _source.StartActivity("call");
            activity!.SetTag("header", new[] { key });
        });
        Planted("an event's tag", () =>
        {
            using var activity = _source.StartActivity("call");
            activity!.AddException(new InvalidOperationException(key));
        });
        Planted("a tag of calls", () =>
        {
            _meter.CreateCounter<int>("calls").Add(1, new KeyValuePair<string, object?>("key", key));
            Telemetry.Flush();
        });
        Planted(TelemetryWatch.Events, () =>
        {
            using var events = new EventSource("QuotaKit-Tests-Keys");
            events.Write("call", new EventSourceOptions { Level = EventLevel.Verbose }, new { Key = key });
        });
    }

    [Fact]
    public void Finds_a_key_in_an_object()
    {
        var key = Good[2].Value;
        var data = new InvalidOperationException("It failed.");
        data.Data["request"] = key;
        Planted("in the debugger", () => Look("x", new Displayed(key)));
        Planted(".Data[].Value", () => Look("x", data));
        Planted(".InnerException.Message", () => Look("x", new QuotaException(QuotaErrorKind.Network, "heygen", "It failed.", new IOException(key))));
        Planted("x.VendorCode", () => Look("x", new QuotaException(QuotaErrorKind.Network, "heygen", "It failed.") { VendorCode = key }));
        Planted("as JSON", () => Look("x", new { Key = key }));
        QuotaSnapshot[] snapshots =
        [
            Snapshot() with { Plan = key }, Snapshot() with { RawJson = key }, Snapshot() with { Warnings = [key] }, Snapshot() with { RequestId = key },
        ];
        foreach (var snapshot in snapshots)
            Planted("as QuotaJson", () => Look("x", snapshot));
        Planted("x.ToString()", () => Look("x", Snapshot() with { Plan = key }));
        Planted("x.ToDump().Plan", () => Look("x", Snapshot() with { Plan = key }));
    }

    [Fact]
    public async Task An_echoed_key_reaches_the_client()
    {
        var vendor = CanaryVendor.Of("pictory");
        Simulator.Pictory.Faults.Always(Fault.Body(EchoFaults.Good(vendor, Good[0])));
        using var http = new HttpClient();
        Assert.NotNull(Good[0].FindIn(await http.GetStringAsync(new Uri(Simulator.Pictory.BaseAddress, "pictoryapis/v1/quota"), Token)));

        var provider = CanaryVendor.Create(vendor.Options(Good[0].Value, Simulator.Pictory.BaseAddress), Logs);
        using (provider as IDisposable)
            Assert.Contains("***", (await provider.GetQuotaAsync(Token)).RawJson, StringComparison.Ordinal);
        Assert.Equal(Good[0].Value.Length, Simulator.Pictory.Requests[^1].Headers["Authorization"].Length);
    }

    private void Planted(string where, Action leak)
    {
        Watch.Scenario = Guid.NewGuid().ToString();
        leak();
        Assert.Contains(Watch.Leaks, l => l.StartsWith(Watch.Scenario, StringComparison.Ordinal) && l.Contains(where, StringComparison.Ordinal));
    }

    private static QuotaSnapshot Snapshot() => new()
    {
        Provider = "heygen",
        RetrievedAt = DateTimeOffset.UnixEpoch,
        Balances = [new QuotaBalance { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance }],
    };

    [DebuggerDisplay("{_key}")]
    private sealed class Displayed(string key)
    {
        private readonly string _key = key;
    }
}
