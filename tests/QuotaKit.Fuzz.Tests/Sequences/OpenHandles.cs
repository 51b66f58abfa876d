using System.Diagnostics;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>How much the operating system has given to this process.</summary>
internal static class OpenHandles
{
    private const string Descriptors = "/proc/self/fd";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    /// <summary>Everything that is open, but for the assemblies, which the runtime opens when it first needs them.</summary>
    public static int Count()
    {
        if (Directory.Exists(Descriptors))
            return Targets().Count(t => !t.EndsWith(".dll", StringComparison.Ordinal));
        using var process = Process.GetCurrentProcess();
        return process.HandleCount;
    }

    /// <summary>The sockets among them; 0 where the system does not tell.</summary>
    public static int Sockets() =>
        Directory.Exists(Descriptors) ? Targets().Count(t => t.StartsWith("socket:", StringComparison.Ordinal)) : 0;

    /// <summary>Waits until no more sockets than that are open: the far end of a connection closes when it notices that the near one has.</summary>
    /// <returns>How many are open.</returns>
    public static async Task<int> SettleAsync(int most)
    {
        var begun = Stopwatch.GetTimestamp();
        var count = Sockets();
        while (count > most && Stopwatch.GetElapsedTime(begun) < _patience)
        {
            await Task.Yield();
            count = Sockets();
        }

        return count;
    }

    private static IEnumerable<string> Targets() =>
        Directory.GetFileSystemEntries(Descriptors).Select(f => new FileInfo(f).LinkTarget).OfType<string>();
}
