namespace QuotaKit.Vzla.Tests;

/// <summary>A test that merges a snapshot from headers into one from a document, which was read a minute earlier.</summary>
public abstract class VzlaHeaderMergeTest
{
    protected static DateTimeOffset Start { get; } = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    protected static DateTimeOffset ReadAt { get; } = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);

    protected static DateTimeOffset SeenAt { get; } = ReadAt.AddMinutes(1);

    protected static DateTimeOffset Reset { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    protected static QuotaSnapshot Merged(QuotaSnapshot previous, QuotaSnapshot seen) =>
        VzlaHeaderMerge.Into(previous, seen, QuotaThresholds.Default)!;

    /// <summary>Creates a snapshot like VzlaMapper does.</summary>
    protected static QuotaSnapshot Document(
        decimal? used,
        decimal? limit,
        decimal? remaining = null,
        QuotaStatus level = QuotaStatus.Unknown,
        bool isUnlimited = false,
        DateTimeOffset? reset = null) =>
        Built(ReadAt, Requests(limit, remaining, reset ?? Reset) with { Used = used, IsUnlimited = isUnlimited, Status = level, PeriodStart = Start }) with
        {
            Plan = "Team",
            IsActive = true,
            RawJson = """{"subscription":"Team","beta":true}""",
            Warnings = [],
        };

    /// <summary>Creates a snapshot like VzlaQuotaHeaders does.</summary>
    protected static QuotaSnapshot Headers(decimal? limit, decimal remaining, DateTimeOffset? reset) =>
        Built(SeenAt, Requests(limit, remaining, reset)) with { Warnings = limit is null ? ["The header X-Quota-Limit is missing or not a number."] : [] };

    protected static QuotaSnapshot Headers(decimal? limit, decimal remaining) => Headers(limit, remaining, Reset);

    private static QuotaSnapshot Built(DateTimeOffset at, QuotaBalance balance)
    {
        var builder = new QuotaSnapshotBuilder("vzla", "default", at, QuotaThresholds.Default);
        builder.Add(balance);
        return builder.Build();
    }

    private static QuotaBalance Requests(decimal? limit, decimal? remaining, DateTimeOffset? reset) => new()
    {
        Key = "requests",
        Label = "Requests",
        Unit = QuotaUnit.Requests,
        Kind = QuotaKind.Allowance,
        Limit = limit,
        Remaining = remaining,
        ResetsAt = reset,
    };
}
