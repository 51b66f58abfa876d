using System.Text.Json;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Commands;

public class ShowJsonTests : SimulatorTest
{
    [Fact]
    public async Task Prints_snapshots_that_the_library_reads_back()
    {
        var run = await RunAsync("show --json", ("PICTORY_API_KEY", Key), ("VZLA_API_KEY", Key));

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal("quotakit.cli.v1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal("show", document.RootElement.GetProperty("command").GetString());
        var results = document.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["pictory", "vzla"], results.Select(r => r.GetProperty("name").GetString()));
        Assert.All(results, result =>
        {
            var json = result.GetProperty("snapshot");
            var snapshot = json.Deserialize(QuotaJson.Default.QuotaSnapshot)!;
            Assert.Equal(result.GetProperty("provider").GetString(), snapshot.Provider);
            Assert.Equal("default", result.GetProperty("account").GetString());
            Assert.Equal(JsonValueKind.Null, result.GetProperty("error").ValueKind);
            Assert.True(JsonElement.DeepEquals(json, JsonSerializer.SerializeToElement(snapshot, QuotaJson.Default.QuotaSnapshot)));
        });
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Tells_a_failure_as_data()
    {
        Simulator.Vzla.Faults.Always(Fault.Status(503, headers: ("Retry-After", "120")));

        var run = await RunAsync("show --json", ("PICTORY_API_KEY", Key), ("VZLA_API_KEY", Key), ("QuotaKit__Vzla__Resilience__MaxAttempts", "1"));

        using var document = JsonDocument.Parse(run.Output);
        var failed = document.RootElement.GetProperty("results")[1];
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("snapshot").ValueKind);
        var error = failed.GetProperty("error");
        Assert.Equal("Unavailable", error.GetProperty("kind").GetString());
        Assert.Equal(503, error.GetProperty("statusCode").GetInt32());
        Assert.Equal(120, error.GetProperty("retryAfterSeconds").GetDouble());
        Assert.Equal(JsonValueKind.Null, error.GetProperty("vendorCode").ValueKind);
        Assert.NotEqual("", error.GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Object, document.RootElement.GetProperty("results")[0].GetProperty("snapshot").ValueKind);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task The_demo_prints_nothing_but_the_document()
    {
        var run = await QuotaKitProcess.RunAsync("show --demo --json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(6, document.RootElement.GetProperty("results").GetArrayLength());
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_printed_to_stdout()
    {
        var run = await QuotaKitProcess.RunAsync("show --json");

        Assert.Equal("", run.Output);
        Assert.Equal(2, run.ExitCode);
    }
}
