using Npgsql;

namespace QuotaKit.Postgres.Tests.Servers;

/// <summary>A schema of a test's own, which is dropped at its end.</summary>
internal sealed class TestSchema : IAsyncDisposable
{
    private TestSchema(NpgsqlDataSource source, string name) => (Source, Name) = (source, name);

    public NpgsqlDataSource Source { get; }

    public string Name { get; }

    public PostgresLedgerOptions Options => new() { Schema = Name };

    /// <summary>Names a schema that does not exist yet.</summary>
    public static async Task<TestSchema> NewAsync(TestDatabase database)
    {
        var settings = new NpgsqlConnectionStringBuilder(await database.ConnectAsync()) { NoResetOnClose = true };
        return new TestSchema(NpgsqlDataSource.Create(settings.ConnectionString), $"test_{Guid.NewGuid():N}");
    }

    /// <summary>Replaces the ledger's clock by one that stands still until <see cref="SetClockAsync"/>.</summary>
    public async Task FreezeClockAsync(DateTimeOffset now)
    {
        await ExecuteAsync($"""
            CREATE TABLE {Name}.test_clock (at timestamptz NOT NULL);
            INSERT INTO {Name}.test_clock VALUES (now());
            CREATE OR REPLACE FUNCTION {Name}.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT at FROM {Name}.test_clock'
            """);
        await SetClockAsync(now);
    }

    public Task SetClockAsync(DateTimeOffset now) => ExecuteAsync($"UPDATE {Name}.test_clock SET at = '{LedgerJsonWriter.Time(now)}'");

    public Task ExecuteAsync(string sql) => TestDatabase.ExecuteAsync(Source, sql);

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP SCHEMA IF EXISTS {Name} CASCADE");
        await Source.DisposeAsync();
    }
}
