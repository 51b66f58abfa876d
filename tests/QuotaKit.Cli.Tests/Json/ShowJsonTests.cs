using System.Text.Json;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Json;

public class ShowJsonTests : SimulatorTest
{
    [Fact]
    public async Task Snapshots_are_read_back_by_the_library()
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
    public async Task Failed_account_has_an_error_and_no_snapshot()
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
    public async Task Demo_prints_only_the_document()
    {
        var run = await QuotaKitProcess.RunAsync("show --demo --json");

        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(6, document.RootElement.GetProperty("results").GetArrayLength());
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Without_a_key_stdout_is_empty()
    {
        var run = await QuotaKitProcess.RunAsync("show --json");

        Assert.Equal("", run.Output);
        Assert.Equal(2, run.ExitCode);
    }
}
