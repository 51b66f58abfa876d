using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>Balances and lists that a builder copies, and those that it changes.</summary>
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
    public void Add_does_not_change_the_balance()
    {
        var first = Build(_template);
        var second = Build(_template with { Used = 1 });

        Assert.Equal((null, QuotaFields.None, QuotaStatus.Unknown), (_template.Remaining, _template.Derived, _template.Status));
        Assert.Equal((0.1m, QuotaFields.Remaining, QuotaStatus.Critical), (first.Primary.Remaining!.Value, first.Primary.Derived, first.Primary.Status));
        Assert.Equal((9m, QuotaStatus.Normal), (second.Primary.Remaining!.Value, second.Primary.Status));
        Assert.Empty(second.Warnings);
    }

    [Fact]
    public void Take_completes_the_balance_itself()
    {
        var balance = _template with { };
        var builder = Builder();
        builder.Take(balance);

        Assert.Same(balance, builder.Build().Primary);
        Assert.Equal(0.1m, balance.Remaining);
    }

    [Fact]
    public void Built_snapshot_does_not_grow_with_its_builder()
    {
        using var document = QuotaDocument.Parse(new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789" }, "{}");
        foreach (var builder in new[] { Builder(), document.StartSnapshot() })
        {
            builder.Add(_template);
            builder.Warn("first");
            var first = builder.Build();
            builder.Add(_template with { Key = "more" });
            builder.Warn("second");

            Assert.Single(first.Balances);
            Assert.Equal(["first"], first.Warnings);
            Assert.Equal((2, 2), (builder.Build().Balances.Count, builder.Build().Warnings.Count));
        }
    }

    [Fact]
    public void Lists_of_a_snapshot_cannot_be_changed()
    {
        var builder = Builder();
        builder.Add(_template);
        builder.Warn("first");

        foreach (var snapshot in new[] { builder.Build(), builder.Build() with { Balances = (QuotaBalance[])[_template], Warnings = (string[])["first"] } })
        {
            Assert.True(snapshot.Balances is not List<QuotaBalance> and not QuotaBalance[]);
            Assert.True(snapshot.Warnings is not List<string> and not string[]);
            Assert.ThrowsAny<NotSupportedException>(() => ((IList<QuotaBalance>)snapshot.Balances)[0] = _template);
            Assert.ThrowsAny<NotSupportedException>(() => ((IList<string>)snapshot.Warnings).Clear());
        }
    }

    [Fact]
    public void Lists_given_to_a_snapshot_are_copied()
    {
        List<QuotaBalance> balances = [_template];
        List<string> warnings = ["first"];
        var snapshot = new QuotaSnapshot { Provider = "made-up", RetrievedAt = default, Balances = balances, Warnings = warnings };

        balances.Clear();
        warnings[0] = "other";

        Assert.Same(_template, snapshot.Primary);
        Assert.Equal(["first"], snapshot.Warnings);
    }

    [Fact]
    public void Copy_of_a_snapshot_shares_its_lists()
    {
        var snapshot = Build(_template);

        Assert.Same(snapshot.Balances, (snapshot with { IsStale = true }).Balances);
    }

    [Fact]
    public void Null_values_are_rejected_by_name()
    {
        Assert.Equal("Balances", Assert.Throws<ArgumentException>(() => Build(_template) with { Balances = [null!] }).ParamName);
        Assert.Equal("Warnings", Assert.Throws<ArgumentException>(() => Build(_template) with { Warnings = [null!] }).ParamName);
        Assert.Equal("Provider", Assert.Throws<ArgumentNullException>(() => Build(_template) with { Provider = null! }).ParamName);
        Assert.Equal("Key", Assert.Throws<ArgumentNullException>(() => _template with { Key = null! }).ParamName);
        Assert.Equal("Label", Assert.Throws<ArgumentNullException>(() => _template with { Label = null! }).ParamName);
    }

    [Fact]
    public void Take_does_not_change_balances_of_another_snapshot()
    {
        var balance = _template with { };
        var given = new QuotaSnapshot { Provider = "made-up", RetrievedAt = default, Balances = [balance] };
        var built = Build(_template with { Used = 9.7m });
        var (givenBefore, builtBefore) = (balance with { }, built.Primary with { });

        foreach (var other in new[] { given, built })
        {
            var builder = new QuotaSnapshotBuilder("made-up", "default", default, new QuotaThresholds(0.1, 0.2));
            builder.Take(other.Primary);

            Assert.NotSame(other.Primary, builder.Build().Primary);
        }

        Assert.Equal(givenBefore, given.Primary);
        Assert.Equal(builtBefore, built.Primary);
    }

    [Fact]
    public void Take_does_not_change_balances_of_another_builder()
    {
        var balance = _template with { };
        var (first, second) = (Builder(), new QuotaSnapshotBuilder("made-up", "default", default, new QuotaThresholds(1, 1)));
        first.Take(balance);
        second.Take(balance);

        Assert.Same(balance, first.Build().Primary);
        Assert.NotSame(balance, second.Build().Primary);
    }

    [Fact]
    public void Balance_in_a_snapshot_equals_one_outside()
    {
        var balance = _template with { };
        _ = new QuotaSnapshot { Provider = "made-up", RetrievedAt = default, Balances = [balance] };

        Assert.Equal(_template with { }, balance);
        Assert.Equal((_template with { }).GetHashCode(), balance.GetHashCode());
    }

    [Fact]
    public void Changing_the_document_later_changes_no_snapshot()
    {
        var raw = "{}"u8.ToArray();
        var builder = Builder();
        builder.Add(_template);
        builder.RawUtf8 = raw;
        var (first, second) = (builder.Build(), builder.Build());

        raw[0] = (byte)'[';
        Assert.Equal("{}", first.RawJson);

        builder.RawUtf8[0] = (byte)'[';
        Assert.Equal("{}", second.RawJson);
    }

    private static QuotaSnapshot Build(QuotaBalance balance)
    {
        var builder = Builder();
        builder.Add(balance);
        return builder.Build();
    }

    private static QuotaSnapshotBuilder Builder() => new("made-up", "default", DateTimeOffset.UnixEpoch, QuotaThresholds.Default);
}
