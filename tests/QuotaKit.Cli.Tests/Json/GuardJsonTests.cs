using System.Text.Json;
using QuotaKit.Cli.Tests.Commands;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Tests.Json;

/// <summary>The JSON of failures of commands that work with reservations.</summary>
public sealed class GuardJsonTests : GuardTest
{
    [Theory]
    [InlineData("reserve vzla --need 1requests --json")]
    [InlineData("run vzla --need 1requests --json -- true")]
    public async Task Failed_vendor_has_the_error_of_show(string arguments)
    {
        Simulator.Vzla.Faults.Always(Fault.Status(503, headers: ("Retry-After", "120")));
        var environment = Environment;
        environment["QuotaKit__Vzla__Resilience__MaxAttempts"] = "1";

        var run = await QuotaKitProcess.RunAsync(arguments, environment);
        var show = await QuotaKitProcess.RunAsync("show vzla --json", environment);

        // 'run' leaves stdout to its program.
        var error = Json(run.Output + run.Error).GetProperty("error");
        Assert.Equal(("Unavailable", 503, 120), (error.GetProperty("kind").GetString(), Number(error, "statusCode"), Number(error, "retryAfterSeconds")));
        Assert.True(error.GetProperty("isTransient").GetBoolean());
        Assert.Equal(Members(Json(show.Output).GetProperty("results")[0].GetProperty("error")), Members(error));
    }

    [Fact]
    public async Task Too_little_tells_the_amounts()
    {
        var error = Json((await QuotaKitAsync("reserve", "vzla", "--need", "1001requests", "--json")).Output).GetProperty("error");

        Assert.Equal((1001, 973), (Number(error, "needed"), Number(error, "available")));
        Assert.Equal(JsonValueKind.Null, error.GetProperty("statusCode").ValueKind);
    }

    [Theory]
    [InlineData("commit job-1 --actual 8")]
    [InlineData("release job-1")]
    public async Task Settled_reservation_has_the_same_members(string arguments)
    {
        await QuotaKitAsync("reserve", "vzla", "--need", "10", "--id", "job-1");
        await QuotaKitAsync("commit", "job-1");

        var run = await QuotaKitAsync([.. arguments.Split(' '), "--json"]);

        var document = Json(run.Output);
        Assert.Equal((2, 2, ""), (run.ExitCode, Number(document, "exitCode"), run.Error));
        Assert.Equal("committed", document.GetProperty("reservation").GetProperty("state").GetString());
        var error = document.GetProperty("error");
        Assert.Equal(("Conflict", 0), (error.GetProperty("kind").GetString(), Number(error, "attempts")));
        Assert.Equal(JsonValueKind.Null, error.GetProperty("vendorCode").ValueKind);
    }

    [Theory]
    [InlineData("holds", "holds")]
    [InlineData("commit job-1", "reservation")]
    public async Task Store_that_fails_is_a_document(string arguments, string missing)
    {
        await File.WriteAllTextAsync(Store, "This is not a database.", TestContext.Current.CancellationToken);

        var run = await QuotaKitAsync([.. arguments.Split(' '), "--json"]);

        var document = Json(run.Output);
        Assert.Equal((2, 2, ""), (run.ExitCode, Number(document, "exitCode"), run.Error));
        Assert.Equal("Ledger", document.GetProperty("error").GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, document.GetProperty(missing).ValueKind);
    }

    /// <summary>Returns the members of an error, without the id of the request, which is different each time.</summary>
    private static IEnumerable<string> Members(JsonElement error) =>
        error.EnumerateObject().Where(m => m.Name != "requestId").Select(m => $"{m.Name}: {m.Value.GetRawText()}");

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();
}
