namespace QuotaKit.Vzla.Tests;

/// <summary>What is kept of the last snapshot when headers tell newer numbers.</summary>
public sealed class VzlaHeaderMergeTests
{
    private static readonly DateTimeOffset _start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _reset = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_vendors_own_word_on_the_status_holds_until_the_next_document()
    {
        var previous = Snapshot(27, 1000, status: QuotaStatus.Critical);

        Assert.Equal(QuotaStatus.Critical, Merged(previous, Snapshot(28, 1000)).Status);
    }

    [Fact]
    public void A_status_that_came_from_the_numbers_goes_with_them()
    {
        var previous = Snapshot(1000, 1000);

        Assert.Equal((QuotaStatus.Exhausted, QuotaStatus.Normal), (previous.Status, Merged(previous, Snapshot(1000, 5000)).Status));
    }

    [Fact]
    public void A_number_in_a_header_does_not_limit_an_unlimited_account() =>
        Assert.Null(VzlaHeaderMerge.Into(Snapshot(27, null, isUnlimited: true), Snapshot(0, 0), QuotaThresholds.Default));

    [Fact]
    public void Another_reset_is_another_period()
    {
        var merged = Merged(Snapshot(990, 1000, status: QuotaStatus.Critical), Snapshot(1, 1000, reset: _reset.AddMonths(1)));

        Assert.Null(merged.Primary.PeriodStart);
        Assert.Equal((QuotaStatus.Normal, _reset.AddMonths(1)), (merged.Status, merged.Primary.ResetsAt));
    }

    private static QuotaSnapshot Merged(QuotaSnapshot previous, QuotaSnapshot seen) =>
        VzlaHeaderMerge.Into(previous, seen, QuotaThresholds.Default)!;

    private static QuotaSnapshot Snapshot(
        decimal used, decimal? limit, QuotaStatus status = QuotaStatus.Unknown, bool isUnlimited = false, DateTimeOffset? reset = null)
    {
        var builder = new QuotaSnapshotBuilder("vzla", "default", _start, QuotaThresholds.Default);
        builder.Add(new QuotaBalance
        {
            Key = "requests",
            Label = "Requests",
            Unit = QuotaUnit.Requests,
            Kind = QuotaKind.Allowance,
            Used = used,
            Limit = limit,
            IsUnlimited = isUnlimited,
            Status = status,
            PeriodStart = reset is null ? _start : null,
            ResetsAt = reset ?? _reset,
        });
        return builder.Build();
    }
}
