using QuotaKit.HeyGen;

namespace QuotaKit.Tests.Performance;

/// <summary>Limits the bytes that a call allocates. docs/performance.md compares them with other clients.</summary>
public sealed class AllocationTests
{
    private const int Calls = 2_000;

#if DEBUG
    // Debug builds allocate an object for each call of an async method.
    private const double Margin = 1.5;
#else
    private const double Margin = 1.1;
#endif

    // The bytes that Refit's generated client adds to a call, as last measured.
    private const int BytesOfRefit = 1_272;

    private static readonly bool _usesRefit = typeof(HeyGenQuotaProvider).Assembly.GetReferencedAssemblies().Any(a => a.Name == "Refit");

    /// <summary>Lists each vendor's documented response and the bytes of a call as last measured, response included, without Refit.</summary>
    public static TheoryData<string, string, int> Documents => new()
    {
        { "heygen", HeyGen.Tests.VendorSamples.Quota, 3_432 },
        { "pictory", Pictory.Tests.VendorSamples.Quota, 3_368 },
        { "vzla", Vzla.Tests.VendorSamples.Quota, 2_640 },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Call_allocates_no_more_than_before(string vendor, string document, int bytes)
    {
        var limit = (bytes + (_usesRefit ? BytesOfRefit : 0)) * Margin;
        var api = new DeferredVendor(document);
        using var provider = (IDisposable)api.ProviderOf(vendor);
        Read(Calls / 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(Calls);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;

        Assert.True(each <= limit, $"A call of {vendor} allocates {each} bytes; at most {limit:0} are expected.");
        Assert.Equal(Calls + Calls / 10, api.Requests);

        void Read(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var call = ((IQuotaProvider)provider).GetQuotaAsync();
                api.Answer();
                Assert.True(call.IsCompletedSuccessfully, "The call did not complete with the response.");
            }
        }
    }

    [Fact]
    public async Task Cached_snapshot_allocates_nothing()
    {
        var api = new DeferredVendor(Vzla.Tests.VendorSamples.Quota);
        using var client = new QuotaClient([api.ProviderOf("vzla")], new() { CacheDuration = TimeSpan.FromHours(1) });
        var first = client.GetAsync("vzla", cancellationToken: Token);
        api.Answer();
        var snapshot = await first;

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            Assert.Same(snapshot, await client.GetAsync("vzla", cancellationToken: Token));
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, bytes);
        Assert.Equal(1, api.Requests);
    }

    [Fact]
    public async Task Reserving_and_committing_in_memory_allocates_no_more_than_before()
    {
        const int bytes = 904;
        using var client = new QuotaClient([new RichProvider()]);
        var guard = new QuotaGuard(client);
        var spend = new QuotaSpend("rich", 1, QuotaUnit.Credits);
        // After so many, the collections of what is remembered have room for all that follow.
        await SpendAsync(4_200);

        var before = GC.GetAllocatedBytesForCurrentThread();
        await SpendAsync(Calls);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;

        Assert.True(each <= bytes * Margin, $"A pair allocates {each} bytes; at most {bytes * Margin:0} are expected.");
        var position = await guard.GetPositionAsync("rich", cancellationToken: Token);
        Assert.Equal((0, 4_200 + Calls), (position.Held, position.Spent));

        async Task SpendAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var hold = await guard.ReserveAsync(spend, cancellationToken: Token);
                await hold.CommitAsync(Token);
            }
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
