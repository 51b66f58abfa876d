namespace QuotaKit;

/// <summary>A snapshot in the cache: a document as the vendor sent it, or one with what observed headers told later merged into it.</summary>
internal sealed class CachedAnswer
{
    // An answer whose reset is already behind it is of a vendor that is just resetting, or of a wrong clock: ask again soon, but not at once.
    private static readonly TimeSpan _pastReset = TimeSpan.FromSeconds(1);

    private readonly long? _documentAskedAt;
    private readonly long _endsAt;

    private CachedAnswer(QuotaSnapshot snapshot, long askedAt, long? documentAskedAt, TimeProvider clock)
    {
        (Task, AskedAt, _documentAskedAt) = (System.Threading.Tasks.Task.FromResult(snapshot), askedAt, documentAskedAt);
        var untilReset = clock.StampsOf(UntilReset(snapshot));
        _endsAt = untilReset < long.MaxValue - Math.Max(askedAt, 0) ? askedAt + untilReset : long.MaxValue;
    }

    /// <summary>The snapshot as a completed task, so that giving it again allocates nothing.</summary>
    public Task<QuotaSnapshot> Task { get; }

    /// <summary>The snapshot.</summary>
    public QuotaSnapshot Snapshot => Task.Result;

    /// <summary>The clock's timestamp from before the newest of its numbers were asked for.</summary>
    public long AskedAt { get; }

    /// <summary>Makes this snapshot of an older one; null for a document as the vendor sent it.</summary>
    public Func<QuotaSnapshot?, QuotaSnapshot?>? Merge { get; private init; }

    public static CachedAnswer OfDocument(QuotaSnapshot document, long askedAt, TimeProvider clock) => new(document, askedAt, askedAt, clock);

    /// <summary>The answer with newer numbers merged into it; null when the merge makes nothing of it.</summary>
    /// <param name="previous">The answer to merge into; null when there is none yet.</param>
    /// <param name="askedAt">The timestamp from before the newer numbers were asked for.</param>
    /// <param name="merge">Makes the new snapshot of the previous one.</param>
    /// <param name="clock">The clock that the timestamps are of.</param>
    public static CachedAnswer? Merged(CachedAnswer? previous, long askedAt, Func<QuotaSnapshot?, QuotaSnapshot?> merge, TimeProvider clock) =>
        merge(previous?.Snapshot) is { } snapshot ? new CachedAnswer(snapshot, askedAt, previous?._documentAskedAt, clock) { Merge = merge } : null;

    /// <summary>Whether it may be given to a reader.</summary>
    /// <param name="reader">How fresh the reader wants it.</param>
    /// <param name="documentDuration">How long merged numbers stand in for the document, in timestamps.</param>
    public bool Serves(Freshness reader, long documentDuration)
    {
        if (!reader.Accepts(AskedAt) || reader.Arrival >= _endsAt)
            return false;
        if (Merge is null)
            return true;
        // Headers know the numbers and nothing of the plan or of whether the account is active. Without a document, nobody does.
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
