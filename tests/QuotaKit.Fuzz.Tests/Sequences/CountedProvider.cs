namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>Counts the calls of a provider that are in progress.</summary>
internal sealed class CountedProvider(IQuotaProvider inner) : IQuotaProvider
{
    private int _inProgress;

    public string Name => inner.Name;

    public int InProgress => Volatile.Read(ref _inProgress);

    public async Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        // Counts a call only after it has sent its request and set its timers. Otherwise the driver could move the clock before that.
        var call = inner.GetQuotaAsync(cancellationToken);
        Interlocked.Increment(ref _inProgress);
        try
        {
            return await call.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _inProgress);
        }
    }
}
