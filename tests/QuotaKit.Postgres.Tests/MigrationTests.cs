using Npgsql;
using QuotaKit.Postgres.Tests.Faults;
using QuotaKit.Postgres.Tests.Servers;

namespace QuotaKit.Postgres.Tests;

/// <summary>A schema that an earlier version created is brought up to date.</summary>
public sealed class MigrationTests(TestDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schema_of_version_1_0_is_brought_up_to_date_beside_a_process_that_uses_it()
    {
        await using var schema = await OldSchemaAsync();
        await using var old = await schema.Source.OpenConnectionAsync(Token);
        Assert.Equal(1, await TicketOfAsync(old, schema));

        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        await LedgerWork.AnswerAsync(ledger, 100);

        Assert.Equal("1.1", await schema.ReadAsync<string>($"SELECT major || '.' || minor FROM {schema.Name}.meta"));
        var poll = await ledger.BeginPollAsync("acme", null, Token);
        await ledger.ExpireAnswerAsync("acme", Token);
        await ledger.OfferAsync(new LedgerAnswer { Wallet = "acme", Ticket = poll.Ticket!.Value, SettlementLag = TimeSpan.Zero }, Token);
        Assert.Equal(poll.Ticket.Value.Number + 1, await TicketOfAsync(old, schema));
    }

    [Fact]
    public async Task Migration_gives_up_soon_while_a_backup_reads()
    {
        await using var schema = await OldSchemaAsync();
        await using var backup = await schema.Source.OpenConnectionAsync(Token);
        await using var reading = await backup.BeginTransactionAsync(Token);
        await using var read = new NpgsqlCommand($"SELECT count(*) FROM {schema.Name}.wallets", backup);
        await read.ExecuteScalarAsync(Token);

        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        var error = await Assert.ThrowsAsync<QuotaException>(async () => await ledger.BeginAttemptAsync(Token));

        Assert.Equal((QuotaErrorKind.Ledger, true), (error.Kind, error.IsTransient));
        Assert.Contains("for more than 2 seconds, such as a backup. Try again when it has ended.", error.Message);
        await reading.RollbackAsync(Token);
        await ledger.BeginAttemptAsync(Token);
    }

    private static async Task<long> TicketOfAsync(NpgsqlConnection connection, TestSchema schema)
    {
        await using var poll = new NpgsqlCommand(
            $"SELECT ({schema.Name}.begin_poll('acme', NULL, '5s')::json ->> 'number')::bigint", connection);
        var number = (long)(await poll.ExecuteScalarAsync(Token))!;
        await using var failed = new NpgsqlCommand($"SELECT {schema.Name}.offer('acme', {number}, now(), NULL, 0, '5s')", connection);
        await failed.ExecuteNonQueryAsync(Token);
        return number;
    }

    private async Task<TestSchema> OldSchemaAsync()
    {
        var schema = await TestSchema.NewAsync(database);
        await using var stream = typeof(MigrationTests).Assembly.GetManifestResourceStream("schema-1.0.sql")!;
        using var reader = new StreamReader(stream);
        var sql = await reader.ReadToEndAsync(Token);
        await schema.ExecuteAsync($"CREATE SCHEMA {schema.Name}");
        await schema.ExecuteAsync(sql.Replace("quotakit.", $"{schema.Name}.", StringComparison.Ordinal));
        await schema.ExecuteAsync($"INSERT INTO {schema.Name}.meta (major, minor) VALUES (1, 0)");
        return schema;
    }
}
