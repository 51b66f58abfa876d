namespace QuotaKit.Core.Tests.Client;

/// <summary>The status of a report, and the texts of reports and results.</summary>
public sealed class QuotaReportStatusTests
{
    private static readonly QuotaException _failure = new(QuotaErrorKind.Network, "b", "It is gone.");

    [Theory]
    [InlineData(QuotaStatus.Normal, 0, QuotaStatus.Normal, QuotaStatus.Normal)]
    [InlineData(QuotaStatus.Unknown, 0, QuotaStatus.Unknown)]
    [InlineData(QuotaStatus.Unknown, 0)]
    [InlineData(QuotaStatus.Unknown, 0, QuotaStatus.Unknown, QuotaStatus.Normal)]
    [InlineData(QuotaStatus.Unknown, 0, QuotaStatus.Normal, QuotaStatus.Unknown)]
    [InlineData(QuotaStatus.Warning, 1, QuotaStatus.Unknown, QuotaStatus.Warning)]
    [InlineData(QuotaStatus.Inactive, 0, QuotaStatus.Unknown, QuotaStatus.Inactive)]
    [InlineData(QuotaStatus.Critical, 0, QuotaStatus.Normal, QuotaStatus.Critical, QuotaStatus.Warning)]
    [InlineData(QuotaStatus.Unknown, 1, QuotaStatus.Normal)]
    [InlineData(QuotaStatus.Unknown, 2, QuotaStatus.Normal)]
    [InlineData(QuotaStatus.Unknown, 1)]
    [InlineData(QuotaStatus.Warning, 2, QuotaStatus.Warning, QuotaStatus.Normal)]
    public void Status_is_the_worst_and_unknown_before_normal(QuotaStatus expected, int failures, params QuotaStatus[] statuses)
    {
        var good = statuses.Select((status, i) => QuotaResult.Of($"a/{i}", Scripted.Snapshot(status: status))).ToList();
        var failed = Enumerable.Range(0, failures).Select(i => QuotaResult.Of($"b/{i}", _failure)).ToList();

        Assert.Equal(expected, new QuotaReport([.. good, .. failed]).Status);
        Assert.Equal(expected, new QuotaReport([.. failed, .. good]).Status);
    }

    [Fact]
    public void Unknown_name_error_lists_the_accounts()
    {
        var report = new QuotaReport([QuotaResult.Of("a", Scripted.Snapshot("a")), QuotaResult.Of("b/x", _failure)]);

        Assert.Equal("The report has no 'c'. It has: a, b/x.", Assert.Throws<KeyNotFoundException>(() => report["c"]).Message);
    }

    [Fact]
    public void ToString_has_a_line_for_each_account()
    {
        var snapshot = Scripted.Snapshot("a");
        var report = new QuotaReport([QuotaResult.Of("a", snapshot), QuotaResult.Of("b", _failure)]);

        Assert.Equal($"{snapshot}{Environment.NewLine}b: Network: It is gone.", report.ToString());
    }

    [Fact]
    public void ToString_names_an_account_once()
    {
        var named = new QuotaConfigurationException("b", "b/x: Set a key.");
        var another = new QuotaConfigurationException("b", "b/y: Set a key.");
        var network = new QuotaException(QuotaErrorKind.Network, "b", "b/x could not be reached.");

        Assert.Equal("b/x: Configuration: Set a key.", QuotaResult.Of("b/x", named).ToString());
        Assert.Equal("b/x: Configuration: b/y: Set a key.", QuotaResult.Of("b/x", another).ToString());
        Assert.Equal("b/x: Network: b/x could not be reached.", QuotaResult.Of("b/x", network).ToString());
    }

    [Fact]
    public void Result_has_a_snapshot_or_an_error()
    {
        var good = QuotaResult.Of("a/x", Scripted.Snapshot("a"));
        var failed = QuotaResult.Of("b", _failure);

        Assert.Equal(("a", "x", "a/x", true), (good.Provider, good.Account, good.Name, good.IsSuccess));
        Assert.Equal(("b", "default", "b", false), (failed.Provider, failed.Account, failed.Name, failed.IsSuccess));
        Assert.Same(good.Snapshot, good.GetSnapshotOrThrow());
        Assert.Same(_failure, Assert.Throws<QuotaException>(failed.GetSnapshotOrThrow));
    }
}
