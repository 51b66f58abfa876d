namespace QuotaKit.Sqlite.Tests;

/// <summary>Files of other programs and of other versions.</summary>
public sealed class SqliteSchemaTests : SqliteTest
{
    [Fact]
    public async Task Database_of_another_program_is_not_changed()
    {
        Execute("CREATE TABLE t (a)");

        await AssertFailsAsync(File, "is a database of another program. Name another file for the ledger.");

        Assert.Equal("delete", Execute("PRAGMA journal_mode"));
    }

    [Theory]
    [InlineData(2_000, "has schema 2.0, and this QuotaKit uses schema 1.1. Update QuotaKit.")]
    [InlineData(1, "has schema 0.1, and this QuotaKit uses schema 1.1. It cannot read the older file. Name another file.")]
    public async Task Other_major_schema_is_refused(int version, string message)
    {
        await ReserveAndCloseAsync("job");
        Execute($"PRAGMA user_version = {version}");

        await AssertFailsAsync(File, message);
    }

    [Fact]
    public async Task Older_minor_schema_is_brought_up_to_date()
    {
        await ReserveAndCloseAsync("before");
        Execute("ALTER TABLE wallet DROP COLUMN void_through; PRAGMA user_version = 1000");

        await ReserveAndCloseAsync("after");

        await using var ledger = new SqliteQuotaLedger(File);
        await ledger.ExpireAnswerAsync("acme", Token);
        var position = await ledger.GetPositionAsync("acme", "credits", Token);
        Assert.Equal((20, null), (position?.Held, position?.AskedAt));
        Assert.Equal(1001L, Execute("PRAGMA user_version"));
    }

    [Fact]
    public async Task Newer_minor_schema_goes_on_beside_older_code()
    {
        await ReserveAndCloseAsync("before");
        Execute("ALTER TABLE line ADD COLUMN later TEXT; ALTER TABLE wallet ADD COLUMN later TEXT; CREATE TABLE history (a); PRAGMA user_version = 1007");

        await ReserveAndCloseAsync("after");

        await using var ledger = new SqliteQuotaLedger(File);
        Assert.Equal(20, (await ledger.GetPositionAsync("acme", "credits", Token))?.Held);
        Assert.Equal(1007L, Execute("PRAGMA user_version"));
    }
}
