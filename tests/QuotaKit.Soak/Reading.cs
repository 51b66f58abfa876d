using System.Diagnostics;

namespace QuotaKit.Soak;

/// <summary>The memory, handles and threads of the process at one moment.</summary>
internal readonly record struct Reading(long WorkingSet, long ManagedHeap, int Handles, int Threads)
{
    public const double Mebibyte = 1024 * 1024;

    private const string Descriptors = "/proc/self/fd";

    public static Reading Take()
    {
        using var process = Process.GetCurrentProcess();
        var handles = Directory.Exists(Descriptors) ? Directory.GetFileSystemEntries(Descriptors).Length : process.HandleCount;
        return new Reading(process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false), handles, process.Threads.Count);
    }

    public override string ToString() => FormattableString.Invariant(
        $"working set {WorkingSet / Mebibyte:0.0} MiB, heap {ManagedHeap / Mebibyte:0.0} MiB, handles {Handles}, threads {Threads}");
}
