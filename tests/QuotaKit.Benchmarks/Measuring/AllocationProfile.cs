using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace QuotaKit.Benchmarks.Measuring;

/// <summary>Estimates the allocated bytes of each type. The runtime samples about one allocation in 100 KB.</summary>
internal sealed class AllocationProfile : EventListener
{
    private const EventKeywords Gc = (EventKeywords)0x1;
    private readonly ConcurrentDictionary<string, long> _bytes = new();

    public static void Print(string title, Action<int> run, int calls)
    {
        run(calls / 10);
        using var profile = new AllocationProfile();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        run(calls);
        var each = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / calls;
        var all = (double)profile._bytes.Values.Sum();
        Console.WriteLine(FormattableString.Invariant($"{title}: {each:0} B a call"));
        foreach (var (type, bytes) in profile._bytes.OrderByDescending(b => b.Value).Where(b => b.Value / all > 0.005))
            Console.WriteLine(FormattableString.Invariant($"  {bytes / all * each,6:0} B  {type}"));
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, Gc);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true)
            return;
        var type = (string)eventData.Payload![eventData.PayloadNames!.IndexOf("TypeName")]!;
        var amount = (ulong)eventData.Payload[eventData.PayloadNames.IndexOf("AllocationAmount64")]!;
        _bytes.AddOrUpdate(type, (long)amount, (_, sum) => sum + (long)amount);
    }
}
