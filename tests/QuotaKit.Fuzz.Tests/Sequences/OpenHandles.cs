using System.Diagnostics;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>How much the operating system has given to this process.</summary>
internal static class OpenHandles
{
    private const string Descriptors = "/proc/self/fd";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    /// <summary>Everything that is open.</summary>
    public static int Count()
    {
        if (Directory.Exists(Descriptors))
            return Directory.GetFileSystemEntries(Descriptors).Length;
        using var process = Process.GetCurrentProcess();
        return process.HandleCount;
    }

    /// <summary>The sockets among them; 0 where the system does not tell.</summary>
    public static int Sockets() => !Directory.Exists(Descriptors)
        ? 0
        : Directory.GetFileSystemEntries(Descriptors).Count(f => new FileInfo(f).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

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
}
