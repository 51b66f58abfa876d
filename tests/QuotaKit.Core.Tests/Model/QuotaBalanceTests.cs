using System.Globalization;

namespace QuotaKit.Core.Tests.Model;

public sealed class QuotaBalanceTests
{
    [Theory]
    // used, limit and remaining as sent; then as in the balance; the derived number; the status
    [InlineData("98", "14400", null, "98", "14400", "14302", QuotaFields.Remaining, QuotaStatus.Normal)]
    [InlineData("50", null, "450", "50", "500", "450", QuotaFields.Limit, QuotaStatus.Normal)]
    [InlineData(null, "100", "10.5", "89.5", "100", "10.5", QuotaFields.Used, QuotaStatus.Warning)]
    [InlineData("27", "1000", "973", "27", "1000", "973", QuotaFields.None, QuotaStatus.Normal)]
    [InlineData("80", "100", null, "80", "100", "20", QuotaFields.Remaining, QuotaStatus.Warning)]
    [InlineData("79.999", "100", null, "79.999", "100", "20.001", QuotaFields.Remaining, QuotaStatus.Normal)]
    [InlineData("95", "100", null, "95", "100", "5", QuotaFields.Remaining, QuotaStatus.Critical)]
    [InlineData("100", "100", null, "100", "100", "0", QuotaFields.Remaining, QuotaStatus.Exhausted)]
    [InlineData("120", "100", null, "120", "100", "-20", QuotaFields.Remaining, QuotaStatus.Exhausted)]
    [InlineData("0", "0", null, "0", "0", "0", QuotaFields.Remaining, QuotaStatus.Exhausted)]
    [InlineData(null, "0", null, null, "0", null, QuotaFields.None, QuotaStatus.Exhausted)]
    [InlineData(null, null, "12", null, null, "12", QuotaFields.None, QuotaStatus.Unknown)]
    [InlineData(null, null, "0", null, null, "0", QuotaFields.None, QuotaStatus.Exhausted)]
    [InlineData(null, null, "-3", null, null, "-3", QuotaFields.None, QuotaStatus.Exhausted)]
    [InlineData("12", null, null, "12", null, null, QuotaFields.None, QuotaStatus.Unknown)]
    [InlineData(null, "12", null, null, "12", null, QuotaFields.None, QuotaStatus.Unknown)]
    [InlineData(null, null, null, null, null, null, QuotaFields.None, QuotaStatus.Unknown)]
    public void Missing_number_and_status_are_computed(
        string? used, string? limit, string? remaining,
        string? expectedUsed, string? expectedLimit, string? expectedRemaining, QuotaFields derived, QuotaStatus status)
    {
        var (balance, warnings) = Added(Sample with { Used = Number(used), Limit = Number(limit), Remaining = Number(remaining) });

        Assert.Equal((Number(expectedUsed), Number(expectedLimit), Number(expectedRemaining)), (balance.Used, balance.Limit, balance.Remaining));
        Assert.Equal(derived, balance.Derived);
        Assert.Equal(status, balance.Status);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Contradictory_numbers_keep_the_vendors_remaining()
    {
        var (balance, warnings) = Added(Sample with { Used = 30, Limit = 100, Remaining = 60 });

        Assert.Equal((30m, 100m, 60m, QuotaFields.None), (balance.Used!.Value, balance.Limit!.Value, balance.Remaining!.Value, balance.Derived));
        Assert.Equal(["'a': 30 used and 60 remaining do not add up to the limit of 100; the vendor's remaining amount is kept."], warnings);
    }

    [Fact]
    public void Remaining_above_the_limit_leaves_used_unknown()
    {
        var (balance, warnings) = Added(Sample with { Limit = 100, Remaining = 150 });

        Assert.Null(balance.Used);
        Assert.Null(balance.UsedRatio);
        Assert.Equal(QuotaStatus.Normal, balance.Status);
        Assert.Contains("top-up", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Unlimited_balance_is_normal()
    {
        var (balance, _) = Added(Sample with { Used = 12, Limit = 0, Remaining = 0, IsUnlimited = true });

        Assert.Equal((12m, null, null), ((decimal?)balance.Used, balance.Limit, balance.Remaining));
        Assert.Equal(QuotaStatus.Normal, balance.Status);
        Assert.Null(balance.UsedRatio);
    }

    [Theory]
    [InlineData(null, null, "-20", "20")]
    [InlineData("120", "100", "-20", "20")]
    [InlineData("120", "100", "0", "20")]
    [InlineData("120", "100", "10", "0")]
    [InlineData("90", "100", "10", "0")]
    [InlineData(null, null, null, "0")]
    public void Overage_is_the_amount_beyond_the_limit(string? used, string? limit, string? remaining, string overage) =>
        Assert.Equal(Number(overage), (Sample with { Used = Number(used), Limit = Number(limit), Remaining = Number(remaining) }).Overage);

    [Fact]
    public void Worse_of_vendor_status_and_computed_status_counts()
    {
        Assert.Equal(QuotaStatus.Critical, Added(Sample with { Used = 10, Limit = 100, Status = QuotaStatus.Critical }).Balance.Status);
        Assert.Equal(QuotaStatus.Critical, Added(Sample with { Used = 96, Limit = 100, Status = QuotaStatus.Normal }).Balance.Status);
    }

    [Fact]
    public void Duplicate_balance_key_keeps_the_first_with_a_warning()
    {
        var builder = new QuotaSnapshotBuilder("acme", "default", default, QuotaThresholds.Default);
        builder.Add(Sample with { Remaining = 1 });
        builder.Add(Sample with { Remaining = 2 });

        var snapshot = builder.Build();

        Assert.Equal(1, Assert.Single(snapshot.Balances).Remaining);
        Assert.Single(snapshot.Warnings);
    }

    [Fact]
    public void Text_without_a_limit_shows_the_unit() =>
        Assert.Equal("a: 150 minutes left (Normal)", Added(Sample with { Limit = 100, Remaining = 150 }).Balance.ToString());

    [Fact]
    public void Text_is_one_line_for_any_balance_key() =>
        Assert.Equal("two lines: unknown (Unknown)", (Sample with { Key = "two\nlines" }).ToString());

    [Fact]
    public void Text_does_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal("a: 1.5 minutes left (Unknown)", Added(Sample with { Remaining = 1.50m }).Balance.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static QuotaBalance Sample { get; } = new() { Key = "a", Label = "A", Unit = QuotaUnit.Minutes, Kind = QuotaKind.Allowance };

    private static (QuotaBalance Balance, IReadOnlyList<string> Warnings) Added(QuotaBalance balance)
    {
        var builder = new QuotaSnapshotBuilder("acme", "default", default, QuotaThresholds.Default);
        builder.Add(balance);
        var snapshot = builder.Build();
        return (snapshot.Primary, snapshot.Warnings);
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
