namespace QuotaKit.Vzla.Tests;

/// <summary>The merge of headers that are older than the snapshot, or of another period.</summary>
public sealed class VzlaHeaderMergePeriodTests : VzlaHeaderMergeTest
{
    [Fact]
    public void A_late_document_gets_the_newer_header_numbers()
    {
        var seen = Headers(limit: null, remaining: 10);
        var beforeIt = Merged(Document(27, 1000), seen);

        Assert.Equal(beforeIt, VzlaHeaderMerge.Into(Document(30, 1000), seen, QuotaThresholds.Default));
    }

    [Fact]
    public void A_later_reset_starts_a_new_period()
    {
        var merged = Merged(Document(990, 1000, level: QuotaStatus.Critical), Headers(limit: 1000, remaining: 999, reset: Reset.AddMonths(1)));

        Assert.Null(merged.Primary.PeriodStart);
        Assert.Equal((QuotaStatus.Normal, Reset.AddMonths(1)), (merged.Status, merged.Primary.ResetsAt));
        Assert.Equal((1m, "Team"), (merged.Primary.Used!.Value, merged.Plan));
    }

    [Fact]
    public void A_new_period_does_not_keep_the_limit()
    {
        var merged = Merged(Document(990, 1000), Headers(limit: null, remaining: 999, reset: Reset.AddMonths(1)));

        Assert.Equal((null, null, 999m, QuotaStatus.Unknown), (merged.Primary.Used, merged.Primary.Limit, merged.Primary.Remaining, merged.Status));
        Assert.Contains("X-Quota-Limit", Assert.Single(merged.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_of_an_earlier_period_are_ignored() =>
        Assert.Null(VzlaHeaderMerge.Into(Document(990, 1000), Headers(limit: 1000, remaining: 999, reset: Start), QuotaThresholds.Default));

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Resets_seconds_apart_are_the_same(int seconds)
    {
        var merged = Merged(Document(960, 1000), Headers(limit: null, remaining: 39, reset: Reset.AddSeconds(seconds)));

        Assert.Equal((1000m, Reset, QuotaStatus.Critical), (merged.Primary.Limit!.Value, merged.Primary.ResetsAt!.Value, merged.Status));
    }

    [Fact]
    public void Headers_without_a_reset_belong_to_their_time()
    {
        var document = Document(960, 1000);
        var within = Headers(limit: null, remaining: 39, reset: null);

        var last = Merged(document, within with { RetrievedAt = Reset.AddTicks(-1) }).Primary;
        var next = Merged(document, within with { RetrievedAt = Reset }).Primary;

        Assert.Equal((1000m, Reset), (last.Limit!.Value, last.ResetsAt!.Value));
        Assert.Equal((null, null, null), (next.Limit, next.ResetsAt, next.PeriodStart));
    }

    [Fact]
    public void Without_any_reset_the_period_ends_with_the_month()
    {
        var headersAlone = Headers(limit: 1000, remaining: 40, reset: null);
        var later = Headers(limit: null, remaining: 39, reset: null);

        var same = Merged(headersAlone, later);

        Assert.Equal((1000m, QuotaStatus.Critical), (same.Primary.Limit!.Value, same.Status));
        Assert.Null(Merged(headersAlone, later with { RetrievedAt = Reset }).Primary.Limit);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z")]
    public void Extreme_times_do_not_throw(string ofDocument, string ofHeaders)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var merged = VzlaHeaderMerge.Into(
            Document(960, 1000, reset: DateTimeOffset.Parse(ofDocument, invariant)),
            Headers(limit: null, remaining: 39, reset: DateTimeOffset.Parse(ofHeaders, invariant)),
            QuotaThresholds.Default);

        Assert.NotEqual(QuotaStatus.Normal, merged?.Status);
    }

    [Fact]
    public void Headers_older_than_the_document_are_ignored()
    {
        var newer = Document(27, 1000) with { RetrievedAt = SeenAt.AddTicks(1) };

        Assert.Null(VzlaHeaderMerge.Into(newer, Headers(limit: 1000, remaining: 990), QuotaThresholds.Default));
    }
}
