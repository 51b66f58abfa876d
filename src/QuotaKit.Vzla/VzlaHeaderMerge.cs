namespace QuotaKit.Vzla;

/// <summary>Puts the numbers of headers into the last snapshot. Headers tell less than the document; the rest is kept from there.</summary>
/// <remarks>Pure, so that the client may apply it again to a document that was asked for earlier and came later.</remarks>
internal static class VzlaHeaderMerge
{
    // Resets are a month apart: two that are closer than this are one, written more or less exactly.
    private static readonly TimeSpan _sameReset = TimeSpan.FromDays(1);

    /// <summary>The last snapshot with the headers' numbers; null when the last one says more than they do, or they are older.</summary>
    /// <param name="previous">The last snapshot, of a document or of headers; null when there is none.</param>
    /// <param name="seen">The snapshot of the headers, which says what remains.</param>
    /// <param name="thresholds">The thresholds in force.</param>
    public static QuotaSnapshot? Into(QuotaSnapshot? previous, QuotaSnapshot seen, QuotaThresholds thresholds)
    {
        if (previous is null)
            return seen;
        // The document has said that there is no limit; a number in a header does not make one.
        if (!previous.TryGetBalance(VzlaMapper.RequestsKey, out var old) || old.IsUnlimited || previous.RetrievedAt > seen.RetrievedAt)
            return null;

        // Every period ends with its month.
        var end = old.ResetsAt ?? FirstOfNextMonth(previous.RetrievedAt);
        var ahead = seen.Primary.ResetsAt - end;
        // The answer is an old one that something has kept: its numbers are of a month that has ended.
        if (ahead <= -_sameReset)
            return null;
        var isNextPeriod = ahead is { } gap ? gap >= _sameReset : seen.RetrievedAt >= end;
        return isNextPeriod ? NextPeriod(previous, old, seen) : SamePeriod(previous, old, seen, thresholds);
    }

    // Of the old period nothing is true any more, not even the limit. When the new one began is not known: the old one's end may be long ago.
    private static QuotaSnapshot NextPeriod(QuotaSnapshot previous, QuotaBalance old, QuotaSnapshot seen) =>
        With(previous, old, seen, seen.Primary, seen.Warnings);

    private static QuotaSnapshot SamePeriod(QuotaSnapshot previous, QuotaBalance old, QuotaSnapshot seen, QuotaThresholds thresholds)
    {
        var numbers = seen.Primary;
        // More remains than the old limit: there must be another one.
        var limit = numbers.Limit ?? (numbers.Remaining > old.Limit ? null : old.Limit);
        var merged = Judge(
            old with
            {
                Used = LeastUsed(old, limit, numbers.Remaining),
                Limit = limit,
                Remaining = numbers.Remaining,
                Derived = QuotaFields.None,
                ResetsAt = old.ResetsAt ?? numbers.ResetsAt,
                // vzla.io's own word on the status holds until there is more to spend than when it was said.
                Status = limit > old.Limit || (limit is null && old.Limit is not null) ? QuotaStatus.Unknown : LevelOf(old, thresholds),
            },
            thresholds);
        if (numbers.Limit is null && limit is not null)
            merged = merged with { Derived = merged.Derived | (old.Derived & QuotaFields.Limit) };
        return With(previous, old, seen, merged, WarningsOf(previous, seen, limit));
    }

    /// <summary>The use that the document told where it contradicts itself, as it does past the limit, where Remaining stops at zero: no less
    /// is used later in the period.</summary>
    private static decimal? LeastUsed(QuotaBalance old, decimal? limit, decimal? remaining) =>
        old.Used + old.Remaining != old.Limit && limit == old.Limit && old.Used > limit - remaining ? old.Used : null;

    /// <summary>vzla.io's own word on the status, where it was worse than the numbers; headers do not repeat it.</summary>
    private static QuotaStatus LevelOf(QuotaBalance balance, QuotaThresholds thresholds) =>
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

    // The document's warnings stay with it; those of headers are few and fixed, so that they do not add up.
    private static IReadOnlyList<string> WarningsOf(QuotaSnapshot previous, QuotaSnapshot seen, decimal? limit) =>
        previous.RawJson is null ? seen.Warnings
        : limit is null ? [.. previous.Warnings.Union(seen.Warnings)]
        : previous.Warnings;

    // RawJson stays, although its numbers are older: members that the model does not know are nowhere else.
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
