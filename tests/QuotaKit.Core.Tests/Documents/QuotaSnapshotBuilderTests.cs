using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

public sealed class QuotaSnapshotBuilderTests
{
    [Fact]
    public void Warnings_to_begin_with_come_before_those_that_follow()
    {
        var builder = Builder(["first"]);
        builder.Warn("second");

        Assert.Equal(["first", "second"], Built(builder).Warnings);
    }

    [Fact]
    public void Each_warning_is_kept()
    {
        var builder = Builder();
        builder.Warn("first");
        builder.Warn("second");

        Assert.Equal(["first", "second"], Built(builder).Warnings);
    }

    [Fact]
    public void What_a_document_warns_of_after_the_snapshot_was_started_is_in_it()
    {
        using var document = QuotaDocument.Parse(new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789" }, "{}");
        document.Warn("before");
        var builder = document.StartSnapshot();
        builder.Warn("through the snapshot");
        document.Root.Number("n"u8);

        Assert.Equal(["before", "through the snapshot", "'n' is missing."], Built(builder).Warnings);
    }

    [Fact]
    public void A_second_balance_of_one_name_is_named_in_the_warning()
    {
        var builder = Builder();
        builder.Add(Balance("seats"));
        builder.Add(Balance("seats"));

        Assert.Equal(["There are two balances named 'seats'; the second is left out."], builder.Build().Warnings);
    }

    [Fact]
    public void With_as_much_left_as_the_limit_nothing_is_used()
    {
        var builder = Builder();
        builder.Add(Balance("seats") with { Limit = 100, Remaining = 100 });
        var snapshot = builder.Build();

        Assert.Equal((0m, QuotaFields.Used), (snapshot.Primary.Used!.Value, snapshot.Primary.Derived));
        Assert.Empty(snapshot.Warnings);
    }

    [Fact]
    public void No_balance_at_all_is_refused_by_name()
    {
        Assert.Equal("balance", Assert.Throws<ArgumentNullException>(() => Builder().Add(null!)).ParamName);
        Assert.StartsWith("A snapshot has at least one balance.", Assert.Throws<ArgumentException>(() => Builder().Build()).Message, StringComparison.Ordinal);
    }

    private static QuotaSnapshotBuilder Builder(IEnumerable<string>? warnings = null) =>
        new("acme", "default", default, QuotaThresholds.Default, warnings);

    private static QuotaSnapshot Built(QuotaSnapshotBuilder builder)
    {
        builder.Add(Balance("seats"));
        return builder.Build();
    }

    private static QuotaBalance Balance(string key) => new() { Key = key, Label = key, Unit = QuotaUnit.Of("seats"), Kind = QuotaKind.Allowance };
}
