using System.Collections.Concurrent;

namespace QuotaKit.Samples.Tests.Running;

/// <summary>Builds a program of one file once, and runs it any number of times.</summary>
internal static class ScriptFile
{
    private static readonly ConcurrentDictionary<string, Lazy<Task>> _built = new();

    /// <summary>Builds the program, or waits for the build that is already running.</summary>
    public static Task BuildAsync(string path) => _built.GetOrAdd(path, p => new(() => BuildOnceAsync(p))).Value;

    /// <summary>Runs the program with <c>dotnet run</c>, as a user does.</summary>
    public static async Task<ProcessRun> RunAsync(
        string path, IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        await BuildAsync(path);
        return await SampleProcess.RunAsync(["run", "--no-build", "-c", SampleProcess.Configuration, path, "--", .. arguments], environment);
    }

    // The build is separate from the run, because it may need the network, which the run does not get. Referenced projects are not built
    // again: they are built already, and other tests use them at the same time. Shared compilation and node reuse are off, because a
    // process that outlives the build would keep its output open.
    private static async Task BuildOnceAsync(string path)
    {
        var build = await SampleProcess.RunAsync(
            [
                "build", path, "-c", SampleProcess.Configuration, "-v", "quiet",
                "-p:BuildProjectReferences=false", "-p:RestoreRecursive=false", "-p:NuGetAudit=false", "-p:UseSharedCompilation=false",
            ],
            new KeyValuePair<string, string>("MSBUILDDISABLENODEREUSE", "1"));
        Assert.True(build.ExitCode == 0, build.Output + build.Error);
    }
}
