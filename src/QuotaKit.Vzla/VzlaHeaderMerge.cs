namespace QuotaKit.Vzla;

/// <summary>Puts what headers tell into the last snapshot. They tell less than the document: what they leave out is kept.</summary>
internal static class VzlaHeaderMerge
{
    /// <summary>The snapshot with the headers' numbers; null when the last one says more than they can.</summary>
    public static QuotaSnapshot? Into(QuotaSnapshot? previous, QuotaSnapshot seen, QuotaThresholds thresholds) => previous switch
    {
        null => seen,
        // The document has said that there is no limit; a number in a header does not make one.
        { Primary.IsUnlimited: true } => null,
        _ => seen with
        {
            Plan = previous.Plan,
            IsActive = previous.IsActive,
            Balances = [.. seen.Balances.Select(b => previous.TryGetBalance(b.Key, out var old) ? Into(old, b, thresholds) : b)],
        },
    };

    private static QuotaBalance Into(QuotaBalance previous, QuotaBalance seen, QuotaThresholds thresholds)
    {
        if (seen.ResetsAt is not null && seen.ResetsAt != previous.ResetsAt)
            // Another period, whose start is not known.
            return seen;

        var level = LevelOf(previous, thresholds);
        return seen with
        {
            PeriodStart = previous.PeriodStart,
            ResetsAt = previous.ResetsAt,
            Status = level > seen.Status ? level : seen.Status,
        };
    }

    /// <summary>vzla.io's own word on the status, where it was worse than the numbers; headers do not repeat it.</summary>
    private static QuotaStatus LevelOf(QuotaBalance balance, QuotaThresholds thresholds)
    {
        var byNumbers = new QuotaSnapshotBuilder(VzlaQuotaProvider.Vendor.Id, "", default, thresholds);
        byNumbers.Add(balance with { Status = QuotaStatus.Unknown });
        return balance.Status > byNumbers.Build().Primary.Status ? balance.Status : QuotaStatus.Unknown;
    }
}
