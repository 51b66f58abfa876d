using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using QuotaKit.Benchmarks.Calls;
using QuotaKit.Benchmarks.Documents;
using QuotaKit.Benchmarks.Measuring;
using QuotaKit.Benchmarks.Transport;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Compares reading a cached snapshot with reading from IMemoryCache.</summary>
internal static class CachedRead
{
    public static void Run(Report report, Effort effort)
    {
        var handler = new DeferredHandler(VendorDocument.HeyGen.Body);
        using var client = new QuotaClient([DirectCall.Provider(VendorDocument.HeyGen, handler, new Uri("http://localhost/"))], new() { CacheDuration = TimeSpan.FromHours(1) });
        var first = client.GetAsync("heygen");
        handler.Answer();
        var snapshot = first.GetAwaiter().GetResult();

        using var cache = new MemoryCache(Options.Create(new MemoryCacheOptions()));
        cache.Set("heygen", snapshot, TimeSpan.FromHours(1));

        var samples = Rounds.Run([count => ReadAsync(client, count).GetAwaiter().GetResult(), count => Look(cache, count)], effort.Hits, effort.Rounds);
        var hit = Sample.Median(samples[0]);
        var ratio = Sample.Median([.. samples[0].Zip(samples[1], (a, b) => a / b)]);
        report.AtMost("cached answer: bytes", 0, hit.Bytes, " B");
        report.AtMost(FormattableString.Invariant($"cached answer: time ({hit.Nanoseconds:0} ns)"), 1, ratio.Nanoseconds, " × IMemoryCache");
    }

    private static async Task ReadAsync(QuotaClient client, int count)
    {
        for (var i = 0; i < count; i++)
            _ = await client.GetAsync("heygen").ConfigureAwait(false);
    }

    private static void Look(MemoryCache cache, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!cache.TryGetValue("heygen", out QuotaSnapshot? _))
                throw new InvalidOperationException("The snapshot is no longer in the memory cache.");
        }
    }
}
