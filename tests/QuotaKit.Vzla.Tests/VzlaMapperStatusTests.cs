using QuotaKit.Tests.Vendors;

namespace QuotaKit.Vzla.Tests;

/// <summary>The status from vzla.io's own status_level and from thresholds, and the check of usage_percentage.</summary>
public sealed class VzlaMapperStatusTests
{
    [Theory]
    [InlineData("\"normal\"", 27, QuotaStatus.Normal)]
    [InlineData("\"warning\"", 27, QuotaStatus.Warning)]
    [InlineData("\"critical\"", 27, QuotaStatus.Critical)]
    [InlineData("\"normal\"", 800, QuotaStatus.Warning)]
    [InlineData("\"normal\"", 950, QuotaStatus.Critical)]
    [InlineData("\"warning\"", 950, QuotaStatus.Critical)]
    [InlineData("\"critical\"", 800, QuotaStatus.Critical)]
    [InlineData("\"critical\"", 1000, QuotaStatus.Exhausted)]
    [InlineData("null", 800, QuotaStatus.Warning)]
    public void The_worse_of_status_level_and_thresholds_counts(string level, int used, QuotaStatus expected)
    {
        var snapshot = Map($$"""
            {"monthly_limit":1000,"current_usage":{{used}},"remaining":{{1000 - used}},"status_level":{{level}},"has_quota":true}
            """);

        Assert.Equal((expected, expected), (snapshot.Primary.Status, snapshot.Status));
        Assert.Empty(snapshot.Warnings);
    }

    [Fact]
    public void Own_thresholds_change_the_status()
    {
        var options = VendorSamples.Options;
        options.Thresholds = new QuotaThresholds(Warning: 0.02, Critical: 0.5);

        Assert.Equal(QuotaStatus.Warning, SnapshotCase.Map(VzlaMapper.Map, options, VendorSamples.Quota).Status);
    }

    [Fact]
    public void An_undocumented_status_level_is_only_a_warning()
    {
        var snapshot = Map(VendorSamples.With("status_level", "\"elevated\""));

        Assert.Equal(QuotaStatus.Normal, snapshot.Status);
        Assert.Equal(["'status_level' is 'elevated', which vzla.io does not document."], snapshot.Warnings);
    }

    [Theory]
    [InlineData("2.7", false)]
    [InlineData("3", false)]
    [InlineData("3.2", false)]
    [InlineData("2.2", false)]
    [InlineData("3.21", true)]
    [InlineData("2.19", true)]
    [InlineData("27", true)]
    [InlineData("0.027", true)]
    [InlineData("null", false)]
    public void A_percentage_that_differs_is_a_warning(string percentage, bool isWarned)
    {
        var snapshot = Map(VendorSamples.With("usage_percentage", percentage));

        if (isWarned)
            Assert.Contains("'usage_percentage'", Assert.Single(snapshot.Warnings), StringComparison.Ordinal);
        else
            Assert.Empty(snapshot.Warnings);
        Assert.Equal(0.027, snapshot.Primary.UsedRatio!.Value, 12);
    }

    [Fact]
    public void A_difference_of_half_a_point_is_no_warning() =>
        // With doubles, 29 of 100 would be 28.999999999999996%.
        Assert.Empty(Map("""{"monthly_limit":100,"current_usage":29,"remaining":71,"usage_percentage":29.5}""").Warnings);

    [Theory]
    [InlineData("1e27", "1", "1e27")]
    [InlineData("1e27", "1e27", "-1e27")]
    [InlineData("1e27", "1e-27", "0")]
    [InlineData("-1e27", "1", "1e-27")]
    public void Percentages_of_extreme_numbers_do_not_overflow(string used, string limit, string percentage) =>
        Assert.NotNull(Map($$"""{"monthly_limit":{{limit}},"current_usage":{{used}},"remaining":1,"usage_percentage":{{percentage}}}"""));

    private static QuotaSnapshot Map(string json) => SnapshotCase.Map(VzlaMapper.Map, VendorSamples.Options, json);
}
