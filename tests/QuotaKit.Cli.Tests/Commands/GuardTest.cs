using System.Text.Json;

namespace QuotaKit.Cli.Tests.Commands;

/// <summary>A test with simulated vendors and a store in a temporary folder.</summary>
public abstract class GuardTest : SimulatorTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quotakit-store-");

    protected string Store => Path.Combine(_folder.FullName, "quotakit.db");

    /// <summary>The variables of a shell with a key of vzla.io, which has 1,000 requests, and of HeyGen, which has what a test sets.</summary>
    protected Dictionary<string, string> Environment => QuotaKitProcess.EnvironmentOf(
        Simulator, ("QUOTAKIT_STORE", Store), ("VZLA_API_KEY", Key), ("HEYGEN_API_KEY", Key));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task<CommandRun> QuotaKitAsync(params string[] arguments) => QuotaKitProcess.RunAsync(arguments, Environment);

    private protected Task<CommandRun> ShellAsync(string line) => QuotaKitProcess.RunInShellAsync(line, Environment);

    /// <summary>Returns the document that a command printed with <c>--json</c>.</summary>
    private protected static JsonElement Json(string output) => JsonDocument.Parse(output).RootElement;

    /// <summary>Returns the ids that <c>quotakit holds</c> lists.</summary>
    private protected async Task<string[]> HeldAsync()
    {
        if (!File.Exists(Store))
            return [];
        var run = await QuotaKitAsync("holds", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return [.. Json(run.Output).GetProperty("holds").EnumerateArray().Select(h => h.GetProperty("id").GetString()!)];
    }

    protected void GiveHeyGen(int credits) => Simulator.HeyGen.Account(Key).RemainingQuota = credits * 60;
}
