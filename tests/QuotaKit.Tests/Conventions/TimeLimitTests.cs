using System.Diagnostics;

namespace QuotaKit.Tests.Conventions;

/// <summary>What waits for ever fails by its name and holds up nobody: this program is started once more, with tests that do.</summary>
public sealed class TimeLimitTests
{
    [Theory]
    [InlineData(nameof(HangingTests.Awaits_for_ever))]
    [InlineData(nameof(HangingTests.Loops_for_ever))]
    public async Task A_test_that_hangs_fails_by_its_name(string test)
    {
        var (exitCode, output) = await RunAsync(test);

        Assert.Contains($"failed (canceled) {typeof(HangingTests).FullName}.{test}", output, StringComparison.Ordinal);
        Assert.Contains("Test execution timed out after 500 milliseconds", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
    }

    [Fact]
    public async Task A_fixture_that_hangs_ends_the_program()
    {
        var (exitCode, output) = await RunAsync(nameof(TestsOfAHangingFixture.Is_never_reached));

        Assert.Contains("QuotaKit.Tests has not ended within 00:00:05. Does a fixture wait forever?", output, StringComparison.Ordinal);
        Assert.NotEqual(0, exitCode);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string test)
    {
        var token = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [typeof(TimeLimitTests).Assembly.Location, "--explicit", "only", "--filter-method", $"*.{test}", "--no-ansi"])
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
