namespace QuotaKit.Core.Tests.Client;

/// <summary>Reading more accounts of a vendor than <see cref="QuotaClientOptions.CallsPerVendor"/>.</summary>
public sealed class CallsPerVendorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cached_account_does_not_wait_for_its_vendor()
    {
        Held slow = new("vendor/slow"), known = new("vendor/known");
        using var client = new QuotaClient([slow, known], new() { CallsPerVendor = 1 });
        known.Answer();
        await client.GetAsync("vendor/known", cancellationToken: Token);

        await using var stream = client.StreamAsync(cancellationToken: Token).GetAsyncEnumerator(Token);
        Assert.True(await stream.MoveNextAsync());

        Assert.Equal("vendor/known", stream.Current.Name);
        slow.Answer();
        Assert.True(await stream.MoveNextAsync());
    }

    [Fact]
    public async Task Leaving_a_stream_early_starts_no_further_call()
    {
        Held first = new("vendor/first"), second = new("vendor/second"), other = new("other");
        using var client = new QuotaClient([first, second, other], new() { CallsPerVendor = 1 });
        other.Answer();

        await foreach (var _ in client.StreamAsync(cancellationToken: Token))
            break;
        first.Answer();
        await client.GetAsync("vendor/first", cancellationToken: Token);
        // Enough time for a client that would go on.
        for (var i = 0; i < 1000 && !second.IsAsked; i++)
            await Task.Yield();

        Assert.False(second.IsAsked);
    }
}
