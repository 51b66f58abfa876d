namespace QuotaKit.Core.Tests.Model;

/// <summary>Whose a balance is once it was added.</summary>
public sealed class QuotaSnapshotBuilderOwnershipTests
{
    private static readonly QuotaBalance _template = new()
    {
        Key = "calls",
        Label = "Calls",
        Unit = QuotaUnit.Requests,
        Kind = QuotaKind.Allowance,
        Used = 9.9m,
        Limit = 10,
    };

    [Fact]
    public void A_balance_that_was_added_stays_as_it_was()
    {
        var first = Build(_template);
        var second = Build(_template with { Used = 1 });

        Assert.Equal((null, QuotaFields.None, QuotaStatus.Unknown), (_template.Remaining, _template.Derived, _template.Status));
        Assert.Equal((0.1m, QuotaFields.Remaining, QuotaStatus.Critical), (first.Primary.Remaining!.Value, first.Primary.Derived, first.Primary.Status));
        Assert.Equal((9m, QuotaStatus.Normal), (second.Primary.Remaining!.Value, second.Primary.Status));
        Assert.Empty(second.Warnings);
    }

    [Fact]
    public void A_balance_that_is_handed_over_is_the_snapshots_own()
    {
        var balance = _template with { };
        var builder = Builder();
        builder.Take(balance);

        Assert.Same(balance, builder.Build().Primary);
        Assert.Equal(0.1m, balance.Remaining);
    }

    private static QuotaSnapshot Build(QuotaBalance balance)
    {
        var builder = Builder();
        builder.Add(balance);
        return builder.Build();
    }

    private static QuotaSnapshotBuilder Builder() => new("made-up", "default", DateTimeOffset.UnixEpoch, QuotaThresholds.Default);
}
