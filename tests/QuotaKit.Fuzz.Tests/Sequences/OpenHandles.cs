using System.Diagnostics;

namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Counts the open handles and sockets of this process.</summary>
internal static class OpenHandles
{
    private const string Descriptors = "/proc/self/fd";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    /// <summary>Returns the number of open handles. Assemblies do not count, because the runtime opens them when it first needs them.</summary>
    public static int Count()
    {
        if (Directory.Exists(Descriptors))
            return Targets().Count(t => !t.EndsWith(".dll", StringComparison.Ordinal));
        using var process = Process.GetCurrentProcess();
        return process.HandleCount;
    }

    /// <summary>Returns the number of open sockets; 0 if the operating system does not list them.</summary>
    public static int Sockets() =>
        Directory.Exists(Descriptors) ? Targets().Count(t => t.StartsWith("socket:", StringComparison.Ordinal)) : 0;

    /// <summary>Waits until at most this many sockets are open. A server closes its socket only when it notices that the client has closed.</summary>
    /// <returns>The number of open sockets.</returns>
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
