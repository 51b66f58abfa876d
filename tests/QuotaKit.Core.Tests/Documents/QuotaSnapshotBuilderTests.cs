using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

public sealed class QuotaSnapshotBuilderTests
{
    [Fact]
    public void Given_warnings_come_first()
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
    public void Later_warnings_of_the_document_are_included()
    {
        using var document = QuotaDocument.Parse(new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789" }, "{}");
        document.Warn("before");
        var builder = document.StartSnapshot();
        builder.Warn("through the snapshot");
        document.Root.Number("n"u8);

        Assert.Equal(["before", "through the snapshot", "'n' is missing."], Built(builder).Warnings);
    }

    [Fact]
    public void Second_balance_of_one_name_is_left_out()
    {
        var builder = Builder();
        builder.Add(Balance("seats"));
        builder.Add(Balance("seats"));

        Assert.Equal(["There are two balances named 'seats'; the second is left out."], builder.Build().Warnings);
    }

    [Fact]
    public void Used_is_zero_when_the_whole_limit_remains()
    {
        var builder = Builder();
        builder.Add(Balance("seats") with { Limit = 100, Remaining = 100 });
        var snapshot = builder.Build();

        Assert.Equal((0m, QuotaFields.Used), (snapshot.Primary.Used!.Value, snapshot.Primary.Derived));
        Assert.Empty(snapshot.Warnings);
    }

    [Fact]
    public void Snapshot_requires_a_balance()
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
