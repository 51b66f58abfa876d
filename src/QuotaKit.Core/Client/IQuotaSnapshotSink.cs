namespace QuotaKit;

/// <summary>Takes numbers that were observed without a call, such as in the headers of a vendor's other responses.</summary>
public interface IQuotaSnapshotSink
{
    /// <summary>Merges observed numbers into an account's cached snapshot, unless the cached numbers were requested later.</summary>
    /// <remarks>An unknown account is ignored. Observed numbers save calls only while the last document is younger than <see cref="QuotaClientOptions.DocumentDuration"/>.</remarks>
    /// <param name="provider">The account's name, as in <see cref="IQuotaClient.Accounts"/>.</param>
    /// <param name="askedAt">The clock's timestamp from before the request was sent. A timestamp in the future counts as now.</param>
    /// <param name="merge">Creates the new snapshot from the cached one, which is null when there is none yet. If it returns null or throws, the
    /// cache does not change; its exception goes to the caller. It runs under a lock, so it must be quick and must not use the client. The last
    /// <paramref name="merge"/> runs again when a document arrives that was requested before <paramref name="askedAt"/>.</param>
    void Offer(string provider, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge);
}
