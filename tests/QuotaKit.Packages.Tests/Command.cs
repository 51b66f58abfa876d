using System.Diagnostics;

namespace QuotaKit.Packages.Tests;

/// <summary>A process that has to succeed. When it does not, the test shows all that it printed.</summary>
internal static class Command
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(
        string folder, string file, string arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfThisRun).ToList())
            start.Environment.Remove(name);
        // What stays behind would hold the pipes that are read below.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        // The command of a tool looks for the runtime where it is installed by default; this one may be elsewhere.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(typeof(object).Assembly.Location, "../../../.."));
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(_patience, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.IsCancellationRequested)
            process.Kill(entireProcessTree: true);
        var printed = await output + await error;
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0,
            $"{file} {arguments}\nexit code {process.ExitCode}{(patience.IsCancellationRequested ? $", ended after {_patience}" : "")}\n{printed}");
        return printed;
    }

    // Keys of the developer, and what the test platform and MSBuild tell their children.
    private static bool IsOfThisRun(string name) =>
        name is "HEYGEN_API_KEY" or "PICTORY_API_KEY" or "VZLA_API_KEY" or "NUGET_PACKAGES"
        || name.StartsWith("QuotaKit__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
