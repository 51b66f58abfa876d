using System.Data;
using Npgsql;

namespace QuotaKit;

/// <summary>Creates the ledger's schema, brings an older one up to date, and refuses a newer one.</summary>
internal static class PostgresSchema
{
    // Any number, the same in every process: only one of them creates the schema.
    private const long CreationLock = 0x71756F74616B6974;

    // In seconds.
    private const int LongestStop = 2;

    /// <exception cref="QuotaException">The schema is newer, or it is missing and may not be created.</exception>
    /// <exception cref="NpgsqlException">The database cannot be used.</exception>
    public static async Task OpenAsync(PostgresDatabase database, PostgresLedgerOptions options, CancellationToken cancellationToken)
    {
        var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        if (!await IsOldAsync(database, connection, options, cancellationToken).ConfigureAwait(false))
            return;

        if (!options.CreatesSchema)
        {
            throw LedgerErrors.Of(
                $"The schema '{options.Schema}' of {database} is missing or older than version {PostgresSql.Version}, and CreatesSchema is false. " +
                "Use the ledger once with CreatesSchema and a role that may create it.");
        }

        await MigrateAsync(database, connection, options, cancellationToken).ConfigureAwait(false);
    }

    private static async Task MigrateAsync(
        PostgresDatabase database, NpgsqlConnection connection, PostgresLedgerOptions options, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        // READ COMMITTED, so that what another process has just created is seen.
        // A lock of the transaction, not of the session, which behind PgBouncer may belong to somebody else next.
        await ExecuteAsync(connection, $"SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock({CreationLock})", cancellationToken)
            .ConfigureAwait(false);
        // A savepoint, because reading a table that is missing ends the transaction.
        await transaction.SaveAsync("version", cancellationToken).ConfigureAwait(false);
        var current = await VersionAsync(connection, options.Schema, cancellationToken).ConfigureAwait(false);
        await transaction.RollbackAsync("version", cancellationToken).ConfigureAwait(false);
        // Another process was first.
        if (!IsOld(database, options, current))
            return;
        // All calls wait while a new column waits for a long transaction, so it gives up soon.
        await ExecuteAsync(connection, $"SET LOCAL lock_timeout = '{LongestStop}s'", cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var sql in PostgresSql.Migration(options.Schema, current))
                await ExecuteAsync(connection, sql, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw LedgerErrors.Of(
                $"The schema '{options.Schema}' of {database} could not be brought to version {PostgresSql.Version}: another transaction has used its " +
                $"tables for more than {LongestStop} seconds, such as a backup. Try again when it has ended.", e, isTransient: true);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> IsOldAsync(
        PostgresDatabase database, NpgsqlConnection connection, PostgresLedgerOptions options, CancellationToken cancellationToken) =>
        IsOld(database, options, await VersionAsync(connection, options.Schema, cancellationToken).ConfigureAwait(false));

    private static bool IsOld(PostgresDatabase database, PostgresLedgerOptions options, Version? current)
    {
        if (current?.Major > PostgresSql.Version.Major)
        {
            throw LedgerErrors.Of(
                $"The schema '{options.Schema}' of {database} has version {current}, but this version of QuotaKit understands {PostgresSql.Version}. " +
                "Update QuotaKit, or use another schema.");
        }

        return current is null || current < PostgresSql.Version;
    }

    private static async Task<Version?> VersionAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"SELECT major, minor FROM {schema}.meta", connection);
        await using var disposing = command.ConfigureAwait(false);
        try
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var reading = reader.ConfigureAwait(false);
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? new Version(reader.GetInt32(0), reader.GetInt32(1)) : null;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return null;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
