using System.Diagnostics;

namespace QuotaKit.Packages.Tests;

/// <summary>Runs a process that must succeed. When it fails, the test shows its whole output.</summary>
internal static class Command
{
    private static readonly TimeSpan _timeout = TimeSpan.FromMinutes(10);

    /// <returns>Standard output, followed by standard error.</returns>
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
        // A build server that outlives the command would keep the pipes open that are read below.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        // An installed tool looks for the runtime in the default place; this runtime may be elsewhere.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(typeof(object).Assembly.Location, "../../../.."));
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var timeout = new CancellationTokenSource(_timeout, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.IsCancellationRequested)
            process.Kill(entireProcessTree: true);
        var text = await output + await error;
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0,
            $"{file} {arguments}\nexit code {process.ExitCode}{(timeout.IsCancellationRequested ? $", stopped after {_timeout}" : "")}\n{text}");
        return text;
    }

    // The developer's keys, and what the test platform and MSBuild pass to their children.
    private static bool IsOfThisRun(string name) =>
        name is "HEYGEN_API_KEY" or "PICTORY_API_KEY" or "VZLA_API_KEY" or "NUGET_PACKAGES"
        || name.StartsWith("QuotaKit__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
