using System.Collections.Concurrent;

namespace QuotaKit.Samples.Tests.Running;

/// <summary>A program of one file, built once and run as often as wanted.</summary>
internal static class ScriptFile
{
    private static readonly ConcurrentDictionary<string, Lazy<Task>> _built = new();

    /// <summary>Builds it, or joins the build that is under way.</summary>
    public static Task BuildAsync(string path) => _built.GetOrAdd(path, p => new(() => BuildOnceAsync(p))).Value;

    /// <summary>Runs it with <c>dotnet run</c>, as a user does.</summary>
    public static async Task<ProcessRun> RunAsync(
        string path, IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        await BuildAsync(path);
        return await SampleProcess.RunAsync(["run", "--no-build", "-c", SampleProcess.Configuration, path, "--", .. arguments], environment);
    }

    // By itself, since a build may want the network that the run is not given. The projects that it refers to are built, restored and
    // audited by then, and stay untouched: others are tested at the same time. A process that outlived the build would hold on to its
    // output.
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
