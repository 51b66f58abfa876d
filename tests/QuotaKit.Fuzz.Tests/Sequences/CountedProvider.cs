namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Counts the calls of a provider that have not ended.</summary>
internal sealed class CountedProvider(IQuotaProvider inner) : IQuotaProvider
{
    private int _underWay;

    public string Name => inner.Name;

    public int UnderWay => Volatile.Read(ref _underWay);

    public async Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            return await inner.GetQuotaAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
