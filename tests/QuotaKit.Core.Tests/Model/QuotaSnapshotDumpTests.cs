namespace QuotaKit.Core.Tests.Model;

/// <summary>The view of a snapshot in LINQPad.</summary>
public sealed class QuotaSnapshotDumpTests
{
    private static readonly DateTimeOffset _now = new(2026, 5, 11, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Dump_has_the_accounts_properties()
    {
        var dump = Dump(Of(Balance) with { Account = "team-a", Plan = "Pro", IsActive = false, Warnings = ["odd"] });

        Assert.Equal(("acme/team-a", QuotaStatus.Inactive, "Pro", _now), (dump.Name, dump.Status, dump.Plan, dump.RetrievedAt));
        Assert.Equal(["odd"], dump.Warnings);
    }

    [Fact]
    public void Row_has_the_values_of_its_balance()
    {
        var row = Assert.Single(Dump(Of(Balance with { Used = 7, Limit = 10, Remaining = 3, ResetsAt = _now, Status = QuotaStatus.Warning })).Balances);

        Assert.Equal(("Seats", "seats"), (row.Balance, row.Unit));
        Assert.Equal((7m, 10m, 3m), (row.Used, (decimal)row.Limit!, row.Remaining));
        Assert.Equal((_now, QuotaStatus.Warning), (row.ResetsAt, row.Status));
    }

    [Fact]
    public void Limit_is_unlimited_or_null_when_unknown()
    {
        Assert.Equal("unlimited", Assert.Single(Dump(Of(Balance with { IsUnlimited = true })).Balances).Limit);
        Assert.Null(Assert.Single(Dump(Of(Balance)).Balances).Limit);
    }

    private static QuotaBalance Balance { get; } = new() { Key = "s", Label = "Seats", Unit = QuotaUnit.Of("seats"), Kind = QuotaKind.Allowance };

    private static QuotaSnapshot Of(QuotaBalance balance) => new() { Provider = "acme", RetrievedAt = _now, Balances = [balance] };

    private static QuotaSnapshotDump Dump(QuotaSnapshot snapshot) => Assert.IsType<QuotaSnapshotDump>(snapshot.ToDump());
}
