using System.Diagnostics;

namespace QuotaKit.Tests.Conventions;

/// <summary>A test that never ends fails by its name. These tests start this program again, with tests that never end.</summary>
public sealed class TimeLimitTests
{
    [Theory]
    [InlineData(nameof(HangingTests.Awaits_forever))]
    [InlineData(nameof(HangingTests.Loops_forever))]
    public async Task A_hanging_test_fails_by_its_name(string test)
    {
        var (exitCode, output) = await RunAsync(test);

        Assert.Contains($"failed (canceled) {typeof(HangingTests).FullName}.{test}", output, StringComparison.Ordinal);
        Assert.Contains("Test execution timed out after 500 milliseconds", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
    }

    [Fact]
    public async Task A_hanging_fixture_ends_the_program()
    {
        var (exitCode, output) = await RunAsync(nameof(TestsOfAHangingFixture.Is_never_reached));

        Assert.Contains("QuotaKit.Tests has not ended within 00:00:05. Does a fixture wait forever?", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string test)
    {
        var token = TestContext.Current.CancellationToken;
        string[] arguments = [typeof(TimeLimitTests).Assembly.Location, "--explicit", "only", "--filter-method", $"*.{test}", "--no-ansi"];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["QUOTAKIT_TEST_SECONDS"] = "0.5", [HangingFixture.Variable] = "yes" },
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
            await process.WaitForExitAsync(token);
            return (process.ExitCode, string.Concat(output));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
