namespace QuotaKit;

/// <summary>Takes snapshots that came without asking, such as from the headers of a vendor's other answers.</summary>
public interface IQuotaSnapshotSink
{
    /// <summary>Takes a snapshot into the cache, unless the answer there was asked for later. A name that is not registered is ignored.
    /// The snapshot saves calls only while the last document is younger than <see cref="QuotaClientOptions.DocumentDuration"/>.</summary>
    /// <param name="provider">The name, as in <see cref="IQuotaClient.Accounts"/>.</param>
    /// <param name="askedAt">The clock's timestamp from before the request was sent. A later one than now counts as now.</param>
    /// <param name="merge">Makes the new snapshot of the one in the cache, which is null when there is none yet; null leaves the cache as
    /// it is, and so does an exception, which the caller gets. Runs under a lock: it must be quick and must not use the client. The merge
    /// offered last runs again on a document that was asked for earlier and comes later.</param>
    void Offer(string provider, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge);
}
