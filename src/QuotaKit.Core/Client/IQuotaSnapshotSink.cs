namespace QuotaKit;

/// <summary>Takes snapshots that came without asking, such as from the headers of a vendor's other answers.</summary>
public interface IQuotaSnapshotSink
{
    /// <summary>Takes a snapshot into the cache, unless the answer there was asked for later. A name that is not registered is ignored.</summary>
    /// <param name="provider">The name, as in <see cref="IQuotaClient.Providers"/>.</param>
    /// <param name="askedAt">The clock's timestamp from before the request was sent.</param>
    /// <param name="merge">Makes the new snapshot of the one in the cache, which is null when there is none yet; null leaves the cache as
    /// it is.</param>
    void Offer(string provider, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge);
}
