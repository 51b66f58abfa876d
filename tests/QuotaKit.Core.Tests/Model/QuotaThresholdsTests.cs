namespace QuotaKit.Core.Tests.Model;

/// <summary>The status of a balance: by the share used with a known limit, by amounts without one.</summary>
public sealed class QuotaThresholdsTests
{
    private static readonly QuotaThresholds _amounts = new() { WarningRemaining = 50, CriticalRemaining = 5 };

    [Fact]
    public void Balance_without_limit_and_amounts_is_unknown() =>
        Assert.Equal(QuotaStatus.Unknown, StatusOf(QuotaThresholds.Default, Balance(remaining: 1)));

    [Fact]
    public void Threshold_is_reached_at_exactly_the_share() =>
        Assert.Equal(QuotaStatus.Warning, StatusOf(QuotaThresholds.Default, Balance(used: 5.6m, limit: 7)));

    [Theory]
    [InlineData("50", QuotaStatus.Normal)]
    [InlineData("49.9", QuotaStatus.Warning)]
    [InlineData("5", QuotaStatus.Warning)]
    [InlineData("4.99", QuotaStatus.Critical)]
    [InlineData("0", QuotaStatus.Exhausted)]
    [InlineData("-1", QuotaStatus.Exhausted)]
    public void Amounts_decide_without_a_known_limit(string remaining, QuotaStatus status) =>
        Assert.Equal(status, StatusOf(_amounts, Balance(remaining: Number(remaining))));

    [Fact]
    public void Amounts_do_not_count_with_a_known_limit() =>
        Assert.Equal(QuotaStatus.Normal, StatusOf(_amounts, Balance(used: 1, limit: 10)));

    [Fact]
    public void One_amount_alone_is_enough()
    {
        var thresholds = new QuotaThresholds { CriticalRemaining = 5 };

        Assert.Equal(QuotaStatus.Critical, StatusOf(thresholds, Balance(remaining: 4)));
        Assert.Equal(QuotaStatus.Normal, StatusOf(thresholds, Balance(remaining: 5)));
    }

    [Theory]
    [InlineData(10, null, "4", QuotaStatus.Critical)]
    [InlineData(10, null, "9", QuotaStatus.Warning)]
    [InlineData(10, null, "10", QuotaStatus.Normal)]
    [InlineData(null, 20, "19", QuotaStatus.Critical)]
    [InlineData(null, 20, "49", QuotaStatus.Warning)]
    public void Vendors_advice_replaces_an_amount_that_is_not_set(int? warning, int? critical, string remaining, QuotaStatus status)
    {
        var thresholds = new QuotaThresholds { WarningRemaining = warning, CriticalRemaining = critical };

        Assert.Equal(status, thresholds.StatusOf(null, null, Number(remaining), usesAmounts: true, advice: _amounts));
    }

    [Fact]
    public void Thresholds_of_a_balance_replace_the_accounts()
    {
        var thresholds = _amounts with { Balances = new Dictionary<string, QuotaThresholds> { ["minutes"] = new QuotaThresholds { WarningRemaining = 500 } } };

        Assert.Equal(QuotaStatus.Warning, StatusOf(thresholds, Balance(remaining: 100)));
        Assert.Equal(QuotaStatus.Normal, StatusOf(thresholds, Balance(remaining: 100) with { Key = "others" }));
    }

    [Fact]
    public void Amounts_of_the_account_do_not_apply_to_bonuses()
    {
        Assert.Equal(QuotaStatus.Unknown, StatusOf(_amounts, Balance(remaining: 3) with { Kind = QuotaKind.Bonus }));
        Assert.Equal(QuotaStatus.Critical, StatusOf(
            QuotaThresholds.Default with { Balances = new Dictionary<string, QuotaThresholds> { ["minutes"] = _amounts } },
            Balance(remaining: 3) with { Kind = QuotaKind.Bonus }));
    }

    [Fact]
    public void Contradictory_numbers_count_the_larger_use() =>
        Assert.Equal(QuotaStatus.Critical, StatusOf(QuotaThresholds.Default, Balance(used: 10, limit: 100, remaining: 2)));

    [Fact]
    public void NaN_threshold_is_never_normal() =>
        Assert.Equal(QuotaStatus.Critical, StatusOf(new QuotaThresholds(0.8, double.NaN), Balance(used: 1, limit: 10)));

    [Fact]
    public void Unknown_primary_balance_makes_no_normal_account()
    {
        Assert.Equal(QuotaStatus.Unknown, WholeStatusOf(Balance(), Balance(used: 1, limit: 10) with { Key = "others" }));
        Assert.Equal(QuotaStatus.Critical, WholeStatusOf(Balance(), Balance(used: 99, limit: 100) with { Key = "others" }));
        Assert.Equal(QuotaStatus.Normal, WholeStatusOf(Balance(used: 1, limit: 10), Balance() with { Key = "others" }));
    }

    private static QuotaStatus WholeStatusOf(params QuotaBalance[] balances)
    {
        var builder = new QuotaSnapshotBuilder("acme", "default", default, QuotaThresholds.Default);
        foreach (var balance in balances)
            builder.Add(balance);
        return builder.Build().Status;
    }

    private static QuotaStatus StatusOf(QuotaThresholds thresholds, QuotaBalance balance)
    {
        var builder = new QuotaSnapshotBuilder("acme", "default", default, thresholds);
        builder.Add(balance);
        return builder.Build().Primary.Status;
    }

    private static QuotaBalance Balance(decimal? used = null, decimal? limit = null, decimal? remaining = null) => new()
    {
        Key = "minutes",
        Label = "Minutes",
        Unit = QuotaUnit.Minutes,
        Kind = QuotaKind.Balance,
        Used = used,
        Limit = limit,
        Remaining = remaining,
    };

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
