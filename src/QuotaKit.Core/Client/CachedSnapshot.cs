namespace QuotaKit;

/// <summary>A snapshot in the cache. It is either a document as the vendor sent it, or a document with newer numbers from response headers
/// merged into it.</summary>
internal sealed class CachedSnapshot
{
    // The reset of a new snapshot may already have passed: the vendor is just resetting, or a clock is wrong. The snapshot then lasts for this
    // long, so that readers neither see it for long nor send a request each.
    private static readonly TimeSpan _pastReset = TimeSpan.FromSeconds(1);

    private readonly long? _documentAskedAt;
    private readonly long _endsAt;

    private CachedSnapshot(QuotaSnapshot snapshot, long askedAt, long? documentAskedAt, TimeProvider clock)
    {
        (Task, AskedAt, _documentAskedAt) = (System.Threading.Tasks.Task.FromResult(snapshot), askedAt, documentAskedAt);
        var untilReset = clock.StampsOf(UntilReset(snapshot));
        _endsAt = untilReset < long.MaxValue - Math.Max(askedAt, 0) ? askedAt + untilReset : long.MaxValue;
    }

    /// <summary>The snapshot as a completed task, so that returning it allocates nothing.</summary>
    public Task<QuotaSnapshot> Task { get; }

    /// <summary>The snapshot.</summary>
    public QuotaSnapshot Snapshot => Task.Result;

    /// <summary>The clock's timestamp from before the request for the newest numbers was sent.</summary>
    public long AskedAt { get; }

    /// <summary>The function that merged the newest numbers; null for a document as the vendor sent it.</summary>
    public Func<QuotaSnapshot?, QuotaSnapshot?>? Merge { get; private init; }

    /// <summary>Caches a document.</summary>
    /// <param name="document">The snapshot of the document.</param>
    /// <param name="askedAt">The timestamp from before the request was sent.</param>
    /// <param name="clock">The clock of the timestamps.</param>
    public static CachedSnapshot OfDocument(QuotaSnapshot document, long askedAt, TimeProvider clock) => new(document, askedAt, askedAt, clock);

    /// <summary>Merges newer numbers into a cached snapshot. Returns null when <paramref name="merge"/> does.</summary>
    /// <param name="previous">The cached snapshot; null when there is none yet.</param>
    /// <param name="askedAt">The timestamp from before the request for the newer numbers was sent.</param>
    /// <param name="merge">Creates the new snapshot from the previous one.</param>
    /// <param name="clock">The clock of the timestamps.</param>
    public static CachedSnapshot? Merged(CachedSnapshot? previous, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge, TimeProvider clock) =>
        merge(previous?.Snapshot) is { } snapshot ? new CachedSnapshot(snapshot, askedAt, previous?._documentAskedAt, clock) { Merge = merge } : null;

    /// <summary>Whether the snapshot is fresh enough for a reader.</summary>
    /// <param name="reader">The age that the reader accepts.</param>
    /// <param name="documentDuration">How long merged numbers may stand in for a newer document, in timestamp units.</param>
    public bool Serves(Freshness reader, long documentDuration)
    {
        if (!reader.Accepts(AskedAt) || reader.Arrival >= _endsAt)
            return false;
        if (Merge is null)
            return true;
        // Headers tell the numbers, but not the plan and not whether the account is active. Those need a document that is not too old.
        return _documentAskedAt is { } documentAskedAt
            && (reader.Accepts(documentAskedAt) || (reader.MaxAge > 0 && reader.IsWithin(documentDuration, documentAskedAt)));
    }

    private static TimeSpan UntilReset(QuotaSnapshot snapshot)
    {
        var soonest = TimeSpan.MaxValue;
        foreach (var balance in snapshot.Balances)
        {
            if (balance.ResetsAt is { } reset && reset - snapshot.RetrievedAt < soonest)
                soonest = reset - snapshot.RetrievedAt;
        }

        return soonest > TimeSpan.Zero ? soonest : _pastReset;
    }
}
