namespace QuotaKit.Vzla.Tests;

/// <summary>What is kept of the last snapshot when headers tell newer numbers.</summary>
public sealed class VzlaHeaderMergeTests
{
    private static readonly DateTimeOffset _start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _readAt = new(2026, 5, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _seenAt = _readAt.AddMinutes(1);
    private static readonly DateTimeOffset _reset = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_header_without_the_limit_does_not_turn_critical_into_normal()
    {
        var merged = Merged(Document(960, 1000), Headers(limit: null, remaining: 39));

        Assert.Equal((961m, 1000m, 39m), (merged.Primary.Used!.Value, merged.Primary.Limit!.Value, merged.Primary.Remaining!.Value));
        Assert.Equal((QuotaFields.Used, QuotaStatus.Critical), (merged.Primary.Derived, merged.Status));
        Assert.Equal((_start, _reset), (merged.Primary.PeriodStart!.Value, merged.Primary.ResetsAt!.Value));
        Assert.Empty(merged.Warnings);
    }

    [Fact]
    public void The_status_follows_the_thresholds_in_force()
    {
        var perBalance = new QuotaThresholds { Balances = new Dictionary<string, QuotaThresholds> { ["requests"] = new(0.01, 0.02) } };
        var seen = Headers(limit: null, remaining: 970);

        Assert.Equal(QuotaStatus.Normal, Merged(Document(27, 1000), seen).Status);
        Assert.Equal(QuotaStatus.Critical, VzlaHeaderMerge.Into(Document(27, 1000), seen, perBalance)!.Status);
    }

    [Fact]
    public void A_larger_limit_in_a_header_counts_at_once()
    {
        var merged = Merged(Document(1000, 1000), Headers(limit: 5000, remaining: 4000));

        Assert.Equal((1000m, 5000m, QuotaStatus.Normal), (merged.Primary.Used!.Value, merged.Primary.Limit!.Value, merged.Status));
    }

    [Fact]
    public void More_left_than_the_old_limit_makes_the_limit_unknown()
    {
        var merged = Merged(Document(960, 1000), Headers(limit: null, remaining: 4040));

        Assert.Equal((null, null, 4040m, QuotaStatus.Unknown), (merged.Primary.Used, merged.Primary.Limit, merged.Primary.Remaining, merged.Status));
        Assert.Equal(_reset, merged.Primary.ResetsAt);
        Assert.Contains("X-Quota-Limit", Assert.Single(merged.Warnings), StringComparison.Ordinal);
        Assert.Single(Merged(merged, Headers(limit: null, remaining: 4039)).Warnings);
    }

    [Fact]
    public void A_derived_limit_stays_flagged_as_derived()
    {
        var document = Document(27, null, remaining: 973);

        var merged = Merged(document, Headers(limit: null, remaining: 900));

        Assert.Equal((1000m, QuotaFields.Limit), (document.Primary.Limit!.Value, document.Primary.Derived));
        Assert.Equal((1000m, 100m, QuotaFields.Limit | QuotaFields.Used), (merged.Primary.Limit!.Value, merged.Primary.Used!.Value, merged.Primary.Derived));
        Assert.Equal(QuotaFields.Used, Merged(document, Headers(limit: 1000, remaining: 900)).Primary.Derived);
    }

    [Fact]
    public void Use_past_the_limit_is_not_forgotten_where_remaining_stops_at_zero()
    {
        var merged = Merged(Document(1005, 1000, remaining: 0), Headers(limit: 1000, remaining: 0));

        Assert.Equal((1005m, 5m, QuotaStatus.Exhausted), (merged.Primary.Used!.Value, merged.Primary.Overage, merged.Status));
    }

    [Fact]
    public void A_document_that_contradicts_itself_is_not_made_green_by_a_header()
    {
        var document = Document(990, 1000, remaining: 900);

        Assert.Equal((QuotaStatus.Critical, QuotaStatus.Critical), (document.Status, Merged(document, Headers(limit: null, remaining: 899)).Status));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-5", 5)]
    public void Nothing_left_or_less_is_exhausted_and_not_clamped(string remaining, int overage)
    {
        var left = decimal.Parse(remaining, System.Globalization.CultureInfo.InvariantCulture);

        var merged = Merged(Document(27, 1000), Headers(limit: null, remaining: left));

        Assert.Equal((QuotaStatus.Exhausted, left, overage), (merged.Status, merged.Primary.Remaining!.Value, merged.Primary.Overage));
    }

    [Fact]
    public void A_limit_of_zero_is_exhausted() =>
        Assert.Equal(QuotaStatus.Exhausted, Merged(Document(27, 1000), Headers(limit: 0, remaining: 0)).Status);

    [Fact]
    public void The_vendors_own_word_on_the_status_holds_until_the_next_document()
    {
        var merged = Merged(Document(27, 1000, level: QuotaStatus.Critical), Headers(limit: 1000, remaining: 972));

        Assert.Equal(QuotaStatus.Critical, merged.Status);
        Assert.Equal(QuotaStatus.Critical, Merged(merged, Headers(limit: null, remaining: 971)).Status);
    }

    [Fact]
    public void The_vendors_own_word_does_not_outlive_a_larger_plan() =>
        Assert.Equal(QuotaStatus.Normal, Merged(Document(27, 1000, level: QuotaStatus.Critical), Headers(limit: 5000, remaining: 4972)).Status);

    [Fact]
    public void The_vendors_own_word_stays_where_it_gave_no_numbers() =>
        Assert.Equal(QuotaStatus.Critical, Merged(Document(null, null, level: QuotaStatus.Critical), Headers(limit: null, remaining: 40)).Status);

    [Fact]
    public void A_status_that_came_from_the_numbers_goes_with_them()
    {
        var previous = Document(1000, 1000);

        Assert.Equal((QuotaStatus.Exhausted, QuotaStatus.Normal), (previous.Status, Merged(previous, Headers(limit: 5000, remaining: 4000)).Status));
    }

    [Fact]
    public void A_number_in_a_header_does_not_limit_an_unlimited_account() =>
        Assert.Null(VzlaHeaderMerge.Into(Document(27, null, isUnlimited: true), Headers(limit: 0, remaining: 0), QuotaThresholds.Default));

    [Fact]
    public void An_inactive_account_stays_inactive()
    {
        var merged = Merged(Document(27, 1000) with { IsActive = false }, Headers(limit: 1000, remaining: 972));

        Assert.Equal((false, QuotaStatus.Inactive, 972m), (merged.IsActive!.Value, merged.Status, merged.Primary.Remaining!.Value));
    }

    [Fact]
    public void The_facts_and_the_text_of_the_document_are_kept()
    {
        var previous = Document(27, 1000) with { Warnings = ["'status_level' is 'odd'."], RequestId = "of-the-document", IsStale = true };

        var merged = Merged(previous, Headers(limit: 1000, remaining: 972) with { RequestId = "of-the-headers" });

        Assert.Equal(("Team", previous.RawJson), (merged.Plan, merged.RawJson));
        Assert.Equal(previous.Warnings, merged.Warnings);
        Assert.Equal((_seenAt, "of-the-headers", false), (merged.RetrievedAt, merged.RequestId, merged.IsStale));
    }

    [Fact]
    public void Warnings_do_not_add_up_from_header_to_header()
    {
        var snapshot = Headers(limit: null, remaining: 990);
        for (var remaining = 989; remaining > 980; remaining--)
            snapshot = Merged(snapshot, Headers(limit: null, remaining: remaining));

        Assert.Single(snapshot.Warnings);
    }

    [Fact]
    public void A_document_that_is_newer_than_the_headers_stays() =>
        Assert.Null(VzlaHeaderMerge.Into(Document(27, 1000) with { RetrievedAt = _seenAt.AddTicks(1) }, Headers(limit: 1000, remaining: 990), QuotaThresholds.Default));

    [Fact]
    public void A_document_that_came_late_gets_the_newer_numbers_of_the_headers()
    {
        var seen = Headers(limit: null, remaining: 10);
        var beforeIt = Merged(Document(27, 1000), seen);

        Assert.Equal(beforeIt, VzlaHeaderMerge.Into(Document(30, 1000), seen, QuotaThresholds.Default));
    }

    [Fact]
    public void Another_reset_is_another_period()
    {
        var merged = Merged(Document(990, 1000, level: QuotaStatus.Critical), Headers(limit: 1000, remaining: 999, reset: _reset.AddMonths(1)));

        Assert.Null(merged.Primary.PeriodStart);
        Assert.Equal((QuotaStatus.Normal, _reset.AddMonths(1)), (merged.Status, merged.Primary.ResetsAt));
        Assert.Equal((1m, "Team"), (merged.Primary.Used!.Value, merged.Plan));
    }

    [Fact]
    public void The_limit_of_the_last_period_is_not_carried_into_the_next()
    {
        var merged = Merged(Document(990, 1000), Headers(limit: null, remaining: 999, reset: _reset.AddMonths(1)));

        Assert.Equal((null, null, 999m, QuotaStatus.Unknown), (merged.Primary.Used, merged.Primary.Limit, merged.Primary.Remaining, merged.Status));
        Assert.Contains("X-Quota-Limit", Assert.Single(merged.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_of_an_earlier_period_are_out_of_a_cache_and_not_believed() =>
        Assert.Null(VzlaHeaderMerge.Into(Document(990, 1000), Headers(limit: 1000, remaining: 999, reset: _start), QuotaThresholds.Default));

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_reset_written_a_little_otherwise_is_the_same_reset(int seconds)
    {
        var merged = Merged(Document(960, 1000), Headers(limit: null, remaining: 39, reset: _reset.AddSeconds(seconds)));

        Assert.Equal((1000m, _reset, QuotaStatus.Critical), (merged.Primary.Limit!.Value, merged.Primary.ResetsAt!.Value, merged.Status));
    }

    [Fact]
    public void Headers_without_a_reset_belong_to_the_period_of_their_time()
    {
        var document = Document(960, 1000);
        var within = Headers(limit: null, remaining: 39, reset: null);

        Assert.Equal((1000m, _reset), Merged(document, within with { RetrievedAt = _reset.AddTicks(-1) }).Primary is var last ? (last.Limit!.Value, last.ResetsAt!.Value) : default);
        Assert.Equal((null, null, null), Merged(document, within with { RetrievedAt = _reset }).Primary is var next ? (next.Limit, next.ResetsAt, next.PeriodStart) : default);
    }

    [Fact]
    public void Where_no_reset_is_known_at_all_a_period_ends_with_its_month()
    {
        var headersAlone = Headers(limit: 1000, remaining: 40, reset: null);
        var later = Headers(limit: null, remaining: 39, reset: null);

        Assert.Equal((1000m, QuotaStatus.Critical), Merged(headersAlone, later) is var same ? (same.Primary.Limit!.Value, same.Status) : default);
        Assert.Null(Merged(headersAlone, later with { RetrievedAt = _reset }).Primary.Limit);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z")]
    public void Times_at_the_ends_of_the_calendar_break_nothing(string ofDocument, string ofHeaders)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var merged = VzlaHeaderMerge.Into(
            Document(960, 1000, reset: DateTimeOffset.Parse(ofDocument, invariant)),
            Headers(limit: null, remaining: 39, reset: DateTimeOffset.Parse(ofHeaders, invariant)),
            QuotaThresholds.Default);

        Assert.NotEqual(QuotaStatus.Normal, merged?.Status);
    }

    private static QuotaSnapshot Merged(QuotaSnapshot previous, QuotaSnapshot seen) =>
        VzlaHeaderMerge.Into(previous, seen, QuotaThresholds.Default)!;

    private static QuotaSnapshot Document(
        decimal? used, decimal? limit, decimal? remaining = null, QuotaStatus level = QuotaStatus.Unknown, bool isUnlimited = false, DateTimeOffset? reset = null) =>
        Built(_readAt, Requests(limit, remaining, reset ?? _reset) with { Used = used, IsUnlimited = isUnlimited, Status = level, PeriodStart = _start }) with
        {
            Plan = "Team",
            IsActive = true,
            RawJson = """{"subscription":"Team","beta":true}""",
            Warnings = [],
        };

    // As VzlaQuotaHeaders reads them.
    private static QuotaSnapshot Headers(decimal? limit, decimal remaining, DateTimeOffset? reset) =>
        Built(_seenAt, Requests(limit, remaining, reset)) with { Warnings = limit is null ? ["The header X-Quota-Limit is missing or not a number."] : [] };

    private static QuotaSnapshot Headers(decimal? limit, decimal remaining) => Headers(limit, remaining, _reset);

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
