namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Counts the calls of a provider that are under way.</summary>
internal sealed class CountedProvider(IQuotaProvider inner) : IQuotaProvider
{
    private int _underWay;

    public string Name => inner.Name;

    public int UnderWay => Volatile.Read(ref _underWay);

    public async Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        // Counts a call only after it has sent its request and set its timers. Otherwise the driver could move the clock before that.
        var call = inner.GetQuotaAsync(cancellationToken);
        Interlocked.Increment(ref _underWay);
        try
        {
            return await call.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
