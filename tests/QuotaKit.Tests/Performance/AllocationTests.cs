namespace QuotaKit.Tests.Performance;

/// <summary>Bytes are exact, so that a call cannot grow unnoticed. What they are compared with is in docs/performance.md.</summary>
public sealed class AllocationTests
{
    private const int Calls = 2_000;

#if DEBUG
    // Where async methods are compiled for a debugger, each of their calls takes an object.
    private const double Margin = 1.5;
#else
    private const double Margin = 1.1;
#endif

    /// <summary>A vendor's document as its page prints it, and the bytes that a call took when this was written, the answer's own included.</summary>
    public static TheoryData<string, string, int> Documents => new()
    {
        { "heygen", HeyGen.Tests.VendorSamples.Quota, 3_352 },
        { "pictory", Pictory.Tests.VendorSamples.Quota, 3_232 },
        { "vzla", Vzla.Tests.VendorSamples.Quota, 2_584 },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_call_takes_no_more_bytes_than_it_did(string vendor, string document, int bytes)
    {
        var api = new DeferredVendor(document);
        using var provider = (IDisposable)api.ProviderOf(vendor);
        Read(Calls / 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(Calls);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;

        Assert.True(each <= bytes * Margin, $"A call of {vendor} took {bytes} bytes; it takes {each} now.");
        Assert.Equal(Calls + Calls / 10, api.Requests);

        void Read(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var call = ((IQuotaProvider)provider).GetQuotaAsync();
                api.Answer();
                Assert.True(call.IsCompletedSuccessfully, "The call has not ended with the answer.");
            }
        }
    }

    [Fact]
    public async Task A_fresh_answer_is_given_again_for_nothing()
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

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
