using Npgsql;
using QuotaKit.Postgres.Tests.Faults;
using QuotaKit.Postgres.Tests.Servers;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests;

/// <summary>Databases that cannot be used. Each error says what to do, and never the password.</summary>
public sealed class ErrorTests(TestDatabase database)
{
    private const string Password = "Secret-0123456789";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_password()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var role = await TestRole.NewAsync(schema);
        // The tests' own server asks members of this role for a password.
        await schema.ExecuteAsync($"""
            DO $$ BEGIN CREATE ROLE with_password; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            GRANT with_password TO {role.Name};
            ALTER ROLE {role.Name} PASSWORD 'another';
            """);

        var error = await FailAsync(await SettingsAsync(s => (s.Username, s.Password) = (role.Name, Password)), schema.Options);

        Assert.Contains("rejected the user or the password", error.Message);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public async Task No_such_host()
    {
        var error = await FailAsync($"Host=no-such-host.invalid;Username=app;Password={Password}", new());

        Assert.Contains("no-such-host.invalid:5432/app was not found", error.Message);
    }

    [Fact]
    public async Task Closed_port_is_transient()
    {
        var error = await FailAsync($"postgres://app:{Password}@127.0.0.1:{PostgresServer.FreePort()}/quota", new());

        Assert.Contains("could not be reached", error.Message);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task Several_hosts_are_searched_for_the_wanted_kind()
    {
        await using var schema = await CreatedAsync();
        Task<string> WantAsync(string kind) => SettingsAsync(s =>
            (s.Host, s.TargetSessionAttributes) = ($"127.0.0.1:{PostgresServer.FreePort()},{s.Host}:{s.Port}", kind));

        await using (var ledger = new PostgresQuotaLedger(await WantAsync("primary"), schema.Options))
            await ledger.BeginAttemptAsync(Token);

        // The server is a primary.
        Assert.Contains("could not be reached", (await FailAsync(await WantAsync("standby"), schema.Options)).Message);
    }

    [Fact]
    public async Task No_such_database()
    {
        var error = await FailAsync(await SettingsAsync(s => s.Database = "nosuch"), new());

        Assert.Contains("/nosuch: the database does not exist", error.Message);
    }

    [Fact]
    public async Task Newer_major_schema_is_refused()
    {
        await using var schema = await CreatedAsync();
        await schema.ExecuteAsync($"UPDATE {schema.Name}.meta SET major = 2, minor = 3");

        var error = await FailAsync(await database.ConnectAsync(), schema.Options);

        Assert.Contains("has version 2.3, but this version of QuotaKit understands 1.1", error.Message);
    }

    [Theory]
    [InlineData(0, 9, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 7, 7)]
    public async Task Older_schema_is_migrated_and_newer_minor_is_kept(int major, int minor, int expected)
    {
        await using var schema = await CreatedAsync();
        await schema.ExecuteAsync($"UPDATE {schema.Name}.meta SET major = {major}, minor = {minor}; DROP FUNCTION IF EXISTS {schema.Name}.lack_of");
        await schema.ExecuteAsync($"INSERT INTO {schema.Name}.wallets (name) VALUES ('kept')");
        if (minor < 7)
            await schema.ExecuteAsync($"ALTER TABLE {schema.Name}.wallets DROP COLUMN void_through");

        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await ledger.BeginAttemptAsync(Token);

        Assert.Equal($"1.{expected}", await schema.ReadAsync<string>($"SELECT major || '.' || minor FROM {schema.Name}.meta"));
        Assert.Equal(1L, await schema.ReadAsync<long>($"SELECT count(*) FROM {schema.Name}.wallets"));
        Assert.Equal(expected == 1 ? 1L : 0L, await schema.ReadAsync<long>(
            $"SELECT count(*) FROM pg_proc WHERE proname = 'lack_of' AND pronamespace = '{schema.Name}'::regnamespace"));
    }

    [Fact]
    public async Task Missing_schema_that_may_not_be_created()
    {
        await using var schema = await TestSchema.NewAsync(database);

        var error = await FailAsync(await database.ConnectAsync(), schema.Options with { CreatesSchema = false });

        Assert.Contains($"'{schema.Name}' of", error.Message);
        Assert.Contains("CreatesSchema is false", error.Message);
    }

    [Fact]
    public async Task Role_that_may_not_create_the_schema()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using var role = await TestRole.NewAsync(schema);

        var error = await FailAsync(await SettingsAsync(s => s.Username = role.Name), schema.Options);

        Assert.Contains($"the role may not create the schema '{schema.Name}'", error.Message);
    }

    [Fact]
    public async Task Role_that_may_only_spend()
    {
        await using var schema = await CreatedAsync();
        await using var role = await TestRole.NewAsync(schema);
        var error = await FailAsync(await SettingsAsync(s => s.Username = role.Name), schema.Options);
        Assert.Contains("needs USAGE on the schema", error.Message);
        await role.GrantAsync(schema);

        await using var ledger = new PostgresQuotaLedger(await SettingsAsync(s => s.Username = role.Name), schema.Options);
        await LedgerWork.AnswerAsync(ledger, 100);
        var work = new LedgerWork();
        await work.RunAsync(ledger, callers: 2, pairs: 3, amount: 1);

        Assert.Equal(6, work.Committed);
    }

    [Theory]
    [InlineData("default_transaction_read_only = on", "is read-only")]
    [InlineData("default_transaction_isolation = 'repeatable read'", "needs READ COMMITTED")]
    [InlineData("statement_timeout = '1ms'", "canceled the call")]
    public async Task Settings_of_the_role_that_do_not_work(string setting, string expected)
    {
        await using var schema = await CreatedAsync();
        await using var role = await TestRole.NewAsync(schema);
        await role.GrantAsync(schema);
        await schema.ExecuteAsync($"ALTER ROLE {role.Name} SET {setting}");
        // One call lasts longer than a millisecond.
        await schema.ExecuteAsync(
            $"CREATE OR REPLACE FUNCTION {schema.Name}.clock() RETURNS timestamptz LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.01); RETURN now(); END'");

        await using var ledger = new PostgresQuotaLedger(await SettingsAsync(s => s.Username = role.Name), schema.Options);
        var error = await Assert.ThrowsAsync<QuotaException>(() => ledger.ReserveAsync(LedgerWork.Request("a", [LedgerWork.Spend(1)]), Token).AsTask());

        Assert.Equal(QuotaErrorKind.Ledger, error.Kind);
        Assert.Contains(expected, error.Message);
        Assert.Equal(0L, await schema.ReadAsync<long>($"SELECT count(*) FROM {schema.Name}.holds"));
    }

    [Fact]
    public async Task Wallet_that_is_locked_for_too_long_is_transient()
    {
        await using var schema = await CreatedAsync();
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options with { LockTimeout = TimeSpan.FromMilliseconds(50) });
        await LedgerWork.AnswerAsync(ledger, 100);
        await using var connection = await schema.Source.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using var command = new NpgsqlCommand($"SELECT FROM {schema.Name}.wallets FOR UPDATE", connection);
        await command.ExecuteNonQueryAsync(Token);

        var error = await Assert.ThrowsAsync<QuotaException>(() => ledger.ReserveAsync(LedgerWork.Request("a", [LedgerWork.Spend(1)]), Token).AsTask());
        await transaction.RollbackAsync(Token);

        Assert.True(error.IsTransient);
        Assert.Contains("busy with the same account", error.Message);
        // Nothing was held behind the caller's back.
        Assert.Null(await ledger.FindAsync("a", Token));
        Assert.Equal(LedgerOutcome.Done, (await ledger.ReserveAsync(LedgerWork.Request("b", [LedgerWork.Spend(1)]), Token)).Outcome);
    }

    [Fact]
    public async Task Cancelled_call_is_cancelled()
    {
        await using var schema = await CreatedAsync();
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ledger.FindAsync("a", new CancellationToken(canceled: true)).AsTask());
    }

    [Fact]
    public async Task Schema_that_was_dropped_in_use()
    {
        await using var schema = await CreatedAsync();
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await ledger.BeginAttemptAsync(Token);
        await schema.ExecuteAsync($"DROP SCHEMA {schema.Name} CASCADE");

        var error = await Assert.ThrowsAsync<QuotaException>(() => ledger.FindAsync("a", Token).AsTask());

        Assert.Contains("is incomplete", error.Message);
    }

    private static async Task<QuotaException> FailAsync(string connectionString, PostgresLedgerOptions options)
    {
        await using var ledger = new PostgresQuotaLedger(connectionString, options);
        var error = await Assert.ThrowsAsync<QuotaException>(() => ledger.ReserveAsync(LedgerWork.Request("a", [LedgerWork.Spend(1)]), Token).AsTask());
        Assert.Equal(QuotaErrorKind.Ledger, error.Kind);
        Assert.DoesNotContain(Password, error.ToString());
        return error;
    }

    private async Task<string> SettingsAsync(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(await database.ConnectAsync());
        change(settings);
        return settings.ConnectionString;
    }

    private async Task<TestSchema> CreatedAsync()
    {
        var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await ledger.BeginAttemptAsync(Token);
        return schema;
    }
}
