namespace QuotaKit.Vzla.Tests;

/// <summary>The merge of headers into a snapshot of the same period. VzlaHeaderMergePeriodTests has the other periods.</summary>
public sealed class VzlaHeaderMergeTests : VzlaHeaderMergeTest
{
    [Fact]
    public void Headers_without_a_limit_keep_the_known_limit()
    {
        var merged = Merged(Document(960, 1000), Headers(limit: null, remaining: 39));

        Assert.Equal((961m, 1000m, 39m), (merged.Primary.Used!.Value, merged.Primary.Limit!.Value, merged.Primary.Remaining!.Value));
        Assert.Equal((QuotaFields.Used, QuotaStatus.Critical), (merged.Primary.Derived, merged.Status));
        Assert.Equal((Start, Reset), (merged.Primary.PeriodStart!.Value, merged.Primary.ResetsAt!.Value));
        Assert.Empty(merged.Warnings);
    }

    [Fact]
    public void The_status_uses_the_given_thresholds()
    {
        var perBalance = new QuotaThresholds { Balances = new Dictionary<string, QuotaThresholds> { ["requests"] = new(0.01, 0.02) } };
        var seen = Headers(limit: null, remaining: 970);

        Assert.Equal(QuotaStatus.Normal, Merged(Document(27, 1000), seen).Status);
        Assert.Equal(QuotaStatus.Critical, VzlaHeaderMerge.Into(Document(27, 1000), seen, perBalance)!.Status);
    }

    [Fact]
    public void A_larger_limit_in_a_header_is_used()
    {
        var merged = Merged(Document(1000, 1000), Headers(limit: 5000, remaining: 4000));

        Assert.Equal((1000m, 5000m, QuotaStatus.Normal), (merged.Primary.Used!.Value, merged.Primary.Limit!.Value, merged.Status));
    }

    [Fact]
    public void More_remaining_than_the_limit_makes_it_unknown()
    {
        var merged = Merged(Document(960, 1000), Headers(limit: null, remaining: 4040));

        Assert.Equal((null, null, 4040m, QuotaStatus.Unknown), (merged.Primary.Used, merged.Primary.Limit, merged.Primary.Remaining, merged.Status));
        Assert.Equal(Reset, merged.Primary.ResetsAt);
        Assert.Contains("X-Quota-Limit", Assert.Single(merged.Warnings), StringComparison.Ordinal);
        Assert.Single(Merged(merged, Headers(limit: null, remaining: 4039)).Warnings);
    }

    [Fact]
    public void A_derived_limit_stays_marked_as_derived()
    {
        var document = Document(27, null, remaining: 973);

        var merged = Merged(document, Headers(limit: null, remaining: 900));

        Assert.Equal((1000m, QuotaFields.Limit), (document.Primary.Limit!.Value, document.Primary.Derived));
        Assert.Equal((1000m, 100m, QuotaFields.Limit | QuotaFields.Used), (merged.Primary.Limit!.Value, merged.Primary.Used!.Value, merged.Primary.Derived));
        Assert.Equal(QuotaFields.Used, Merged(document, Headers(limit: 1000, remaining: 900)).Primary.Derived);
    }

    [Fact]
    public void Usage_past_the_limit_is_kept()
    {
        var merged = Merged(Document(1005, 1000, remaining: 0), Headers(limit: 1000, remaining: 0));

        Assert.Equal((1005m, 5m, QuotaStatus.Exhausted), (merged.Primary.Used!.Value, merged.Primary.Overage, merged.Status));
    }

    [Fact]
    public void Headers_do_not_improve_a_contradictory_document()
    {
        var document = Document(990, 1000, remaining: 900);

        Assert.Equal((QuotaStatus.Critical, QuotaStatus.Critical), (document.Status, Merged(document, Headers(limit: null, remaining: 899)).Status));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-5", 5)]
    public void Zero_or_negative_remaining_is_exhausted(string remaining, int overage)
    {
        var left = decimal.Parse(remaining, System.Globalization.CultureInfo.InvariantCulture);

        var merged = Merged(Document(27, 1000), Headers(limit: null, remaining: left));

        Assert.Equal((QuotaStatus.Exhausted, left, overage), (merged.Status, merged.Primary.Remaining!.Value, merged.Primary.Overage));
    }

    [Fact]
    public void A_limit_of_zero_is_exhausted() =>
        Assert.Equal(QuotaStatus.Exhausted, Merged(Document(27, 1000), Headers(limit: 0, remaining: 0)).Status);

    [Fact]
    public void A_reported_status_is_kept_until_the_next_document()
    {
        var merged = Merged(Document(27, 1000, level: QuotaStatus.Critical), Headers(limit: 1000, remaining: 972));

        Assert.Equal(QuotaStatus.Critical, merged.Status);
        Assert.Equal(QuotaStatus.Critical, Merged(merged, Headers(limit: null, remaining: 971)).Status);
    }

    [Fact]
    public void A_reported_status_ends_with_a_larger_limit() =>
        Assert.Equal(QuotaStatus.Normal, Merged(Document(27, 1000, level: QuotaStatus.Critical), Headers(limit: 5000, remaining: 4972)).Status);

    [Fact]
    public void A_reported_status_without_numbers_is_kept() =>
        Assert.Equal(QuotaStatus.Critical, Merged(Document(null, null, level: QuotaStatus.Critical), Headers(limit: null, remaining: 40)).Status);

    [Fact]
    public void A_calculated_status_follows_the_new_numbers()
    {
        var previous = Document(1000, 1000);

        Assert.Equal((QuotaStatus.Exhausted, QuotaStatus.Normal), (previous.Status, Merged(previous, Headers(limit: 5000, remaining: 4000)).Status));
    }

    [Fact]
    public void An_unlimited_account_ignores_headers() =>
        Assert.Null(VzlaHeaderMerge.Into(Document(27, null, isUnlimited: true), Headers(limit: 0, remaining: 0), QuotaThresholds.Default));

    [Fact]
    public void An_inactive_account_stays_inactive()
    {
        var merged = Merged(Document(27, 1000) with { IsActive = false }, Headers(limit: 1000, remaining: 972));

        Assert.Equal((false, QuotaStatus.Inactive, 972m), (merged.IsActive!.Value, merged.Status, merged.Primary.Remaining!.Value));
    }

    [Fact]
    public void Plan_warnings_and_RawJson_are_kept()
    {
        var previous = Document(27, 1000) with { Warnings = ["'status_level' is 'odd'."], RequestId = "of-the-document", IsStale = true };

        var merged = Merged(previous, Headers(limit: 1000, remaining: 972) with { RequestId = "of-the-headers" });

        Assert.Equal(("Team", previous.RawJson), (merged.Plan, merged.RawJson));
        Assert.Equal(previous.Warnings, merged.Warnings);
        Assert.Equal((SeenAt, "of-the-headers", false), (merged.RetrievedAt, merged.RequestId, merged.IsStale));
    }

    [Fact]
    public void Repeated_headers_do_not_repeat_warnings()
    {
        var snapshot = Headers(limit: null, remaining: 990);
        for (var remaining = 989; remaining > 980; remaining--)
            snapshot = Merged(snapshot, Headers(limit: null, remaining: remaining));

        Assert.Single(snapshot.Warnings);
    }
}
