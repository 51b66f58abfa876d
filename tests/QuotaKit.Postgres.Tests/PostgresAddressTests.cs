namespace QuotaKit.Postgres.Tests;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://app@db.example/quota", "Host=db.example;Database=quota;Username=app")]
    [InlineData("postgresql://app:p%40ss%2F%3B@db.example:6432/my%20db", "Host=db.example;Port=6432;Database=\"my db\";Username=app;Password=\"p@ss/;\"")]
    [InlineData("postgres://[::1]:5433/quota", "Host=::1;Port=5433;Database=quota")]
    [InlineData("postgres://db.example", "Host=db.example")]
    [InlineData(
        "postgres://db.example/quota?sslmode=verify-full&application_name=worker&connect_timeout=3",
        "Host=db.example;Database=quota;SSL Mode=VerifyFull;Application Name=worker;Timeout=3")]
    [InlineData("Host=db.example;Username=app", "Host=db.example;Username=app")]
    public void Urls_and_connection_strings_are_read(string address, string expected) =>
        Assert.Equal(expected, PostgresAddress.Parse(address).ConnectionString);

    [Theory]
    [InlineData("")]
    [InlineData("Username=app;Password=Secret")]
    [InlineData("Host=db.example;Password=abc;Secret")]
    [InlineData("Host=db.example;Password=abc;Secret=1")]
    [InlineData("Host=db.example;Port=Secret")]
    [InlineData("postgres://app:Secret@:x/db")]
    [InlineData("postgres://db.example/quota?Secret=1")]
    [InlineData("postgres://app:Secret@db.example:99999/quota")]
    public void Invalid_addresses_are_not_repeated(string address)
    {
        var error = Assert.Throws<QuotaException>(() => new PostgresQuotaLedger(address));

        Assert.Equal(QuotaErrorKind.Ledger, error.Kind);
        Assert.DoesNotContain("Secret", error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Host=db.example;Target Session Attributes=primary;Password=Secret", "several hosts")]
    [InlineData("postgres://app:Secret@db.example/quota?target_session_attrs=read-write", "several hosts")]
    [InlineData("Host=db.example;Password=Secret;Minimum Pool Size=5;Maximum Pool Size=2", "Pool Size")]
    public void Settings_that_do_not_fit_are_named(string address, string expected)
    {
        var error = Assert.Throws<QuotaException>(() => new PostgresQuotaLedger(address));

        Assert.Equal(QuotaErrorKind.Ledger, error.Kind);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain("Secret", error.ToString());
    }

    [Theory]
    [InlineData("Host=a.example,b.example:5433;Target Session Attributes=primary")]
    [InlineData("postgres://db.example/quota?target_session_attrs=any")]
    public async Task Session_attributes_that_fit_are_accepted(string address)
    {
        await using var ledger = new PostgresQuotaLedger(address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("1a")]
    [InlineData("pg_catalog")]
    [InlineData("a;b")]
    [InlineData("a\"b")]
    public void Schema_names_need_no_quotes(string schema) =>
        Assert.Throws<ArgumentException>(() => new PostgresQuotaLedger("Host=db.example", new PostgresLedgerOptions { Schema = schema }));

    [Fact]
    public void Options_out_of_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PostgresQuotaLedger("Host=x", new() { Retention = TimeSpan.FromHours(23) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PostgresQuotaLedger("Host=x", new() { LockTimeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PostgresQuotaLedger("Host=x", new() { LockTimeout = TimeSpan.FromHours(2) }));
    }
}
