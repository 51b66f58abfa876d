namespace QuotaKit.Vzla;

/// <summary>Merges the numbers of quota headers into the last snapshot. Headers have fewer members than the document, so the others are kept.</summary>
/// <remarks>It is a pure function, because the client may merge the same headers twice: when they arrive, and again into a document that
/// was requested before them and arrives after them.</remarks>
internal static class VzlaHeaderMerge
{
    // Resets are a month apart. Two times that are less than a day apart are the same reset, written with different precision.
    private static readonly TimeSpan _sameReset = TimeSpan.FromDays(1);

    /// <summary>Returns the last snapshot with the numbers of the headers; null when the last snapshot is newer, unlimited or has no
    /// <c>requests</c>, or when the headers are of a period that has ended.</summary>
    /// <param name="previous">The last snapshot, from a document or from headers; null when there is none.</param>
    /// <param name="seen">The snapshot of the headers. Its remaining amount is known.</param>
    /// <param name="thresholds">The account's thresholds.</param>
    public static QuotaSnapshot? Into(QuotaSnapshot? previous, QuotaSnapshot seen, QuotaThresholds thresholds)
    {
        if (previous is null)
            return seen;
        // The document says that the account has no limit. A number in a header does not change that.
        if (!previous.TryGetBalance(VzlaMapper.RequestsKey, out var old) || old.IsUnlimited || previous.RetrievedAt > seen.RetrievedAt)
            return null;

        // vzla.io's periods end with the calendar month.
        var end = old.ResetsAt ?? FirstOfNextMonth(previous.RetrievedAt);
        var ahead = seen.Primary.ResetsAt - end;
        // A cache on the way has kept this response: its numbers are of a month that has ended.
        if (ahead <= -_sameReset)
            return null;
        var isNextPeriod = ahead is { } gap ? gap >= _sameReset : seen.RetrievedAt >= end;
        return isNextPeriod ? NextPeriod(previous, old, seen) : SamePeriod(previous, old, seen, thresholds);
    }

    // In a new period nothing of the old one is true any more, not even the limit. Its start is unknown, because several periods may have
    // passed since the last snapshot.
    private static QuotaSnapshot NextPeriod(QuotaSnapshot previous, QuotaBalance old, QuotaSnapshot seen) =>
        With(previous, old, seen, seen.Primary, seen.Warnings);

    private static QuotaSnapshot SamePeriod(QuotaSnapshot previous, QuotaBalance old, QuotaSnapshot seen, QuotaThresholds thresholds)
    {
        var numbers = seen.Primary;
        // When more remains than the old limit, the limit has changed, and the new one is unknown.
        var limit = numbers.Limit ?? (numbers.Remaining > old.Limit ? null : old.Limit);
        var merged = Judge(
            old with
            {
                Used = UsedBeyondLimit(old, limit, numbers.Remaining),
                Limit = limit,
                Remaining = numbers.Remaining,
                Derived = QuotaFields.None,
                ResetsAt = old.ResetsAt ?? numbers.ResetsAt,
                // vzla.io's own status is kept, unless the limit has grown since it was sent.
                Status = limit > old.Limit || (limit is null && old.Limit is not null) ? QuotaStatus.Unknown : OwnStatusOf(old, thresholds),
            },
            thresholds);
        if (numbers.Limit is null && limit is not null)
            merged = merged with { Derived = merged.Derived | (old.Derived & QuotaFields.Limit) };
        return With(previous, old, seen, merged, WarningsOf(previous, seen, limit));
    }

    /// <summary>Returns the document's used amount when it is larger than limit minus remaining; null otherwise.
    /// Past the limit, vzla.io sends 0 remaining while the used amount grows. It never shrinks within a period.</summary>
    private static decimal? UsedBeyondLimit(QuotaBalance old, decimal? limit, decimal? remaining) =>
        old.Used + old.Remaining != old.Limit && limit == old.Limit && old.Used > limit - remaining ? old.Used : null;

    /// <summary>Returns vzla.io's own status when it was worse than the numbers; Unknown otherwise. Headers do not repeat it.</summary>
    private static QuotaStatus OwnStatusOf(QuotaBalance balance, QuotaThresholds thresholds) =>
        balance.Status is QuotaStatus.Warning or QuotaStatus.Critical
        && balance.Status > Judge(balance with { Status = QuotaStatus.Unknown }, thresholds).Status
            ? balance.Status
            : QuotaStatus.Unknown;

    private static QuotaBalance Judge(QuotaBalance balance, QuotaThresholds thresholds)
    {
        var builder = new QuotaSnapshotBuilder(VzlaQuotaProvider.Vendor.Id, "", default, thresholds);
        builder.Take(balance);
        return builder.Build().Primary;
    }

    // The document's warnings are kept. Those of headers are a few fixed sentences, so a union cannot grow without end.
    private static IReadOnlyList<string> WarningsOf(QuotaSnapshot previous, QuotaSnapshot seen, decimal? limit) =>
        previous.RawJson is null ? seen.Warnings
        : limit is null ? [.. previous.Warnings.Union(seen.Warnings)]
        : previous.Warnings;

    // RawJson is kept although its numbers are older, because members that the model does not know are only there.
    private static QuotaSnapshot With(
        QuotaSnapshot previous, QuotaBalance old, QuotaSnapshot seen, QuotaBalance merged, IReadOnlyList<string> warnings) => previous with
        {
            RetrievedAt = seen.RetrievedAt,
            RequestId = seen.RequestId,
            Balances = [.. previous.Balances.Select(b => ReferenceEquals(b, old) ? merged : b)],
            Warnings = warnings,
            IsStale = false,
        };

    private static DateTimeOffset FirstOfNextMonth(DateTimeOffset time) =>
        new DateTimeOffset(time.UtcDateTime.Year, time.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
}
