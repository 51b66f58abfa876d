using System.Net.Sockets;
using System.Transactions;
using Npgsql;

namespace QuotaKit;

/// <summary>Runs the statements of a ledger: creates the schema when it is missing, and retries what is safe to retry.</summary>
internal sealed class PostgresDatabase(NpgsqlDataSource source, PostgresLedgerOptions options) : IDisposable
{
    // Together about two seconds: long enough for a server that restarts, short enough for a caller who waits.
    private const int MostAttempts = 8;
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile bool _isReady;

    public NpgsqlDataSource Source => source;

    /// <summary>Runs a statement that is safe to repeat, and returns its texts.</summary>
    /// <exception cref="QuotaException">The database cannot be used.</exception>
    public async Task<List<string?>> ReadAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        // A hold must not vanish with a transaction of the app that is rolled back. An app's own data source would enlist in it.
        using var outside = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (!_isReady)
                    await OpenAsync(cancellationToken).ConfigureAwait(false);
                return await RunAsync(sql, values, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is NpgsqlException or SocketException or IOException or TimeoutException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (attempt == MostAttempts || !IsWorthARetry(e))
                    throw PostgresErrors.Of(e, this, options);
            }

            // Random, so that two calls that met do not meet again.
            var pause = _firstPause * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble());
            await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Names the server and the database, without the password.</summary>
    public override string ToString()
    {
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        var host = settings.Host is { } name && name.Contains(',', StringComparison.Ordinal) ? name : $"{settings.Host}:{settings.Port}";
        return $"{host}/{settings.Database ?? settings.Username}";
    }

    public void Dispose() => _opening.Dispose();

    private static bool IsWorthARetry(Exception e) => e switch
    {
        // Two calls made the same row (unique violation), met, or waited for each other. Or the server stops, starts or is full of connections.
        PostgresException p => p.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections || p.SqlState.StartsWith("08", StringComparison.Ordinal),
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } } => false,
        TimeoutException or { InnerException: TimeoutException } => false,
        NpgsqlException n => n.IsTransient || n.InnerException is IOException or SocketException,
        _ => true,
    };

    private async Task<List<string?>> RunAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)Math.Ceiling(options.LockTimeout.TotalSeconds) + 10 };
        await using var disposing = command.ConfigureAwait(false);
        foreach (var value in values)
            command.Parameters.Add(ParameterOf(value));
        var texts = new List<string?>(1);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var reading = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            texts.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        return texts;
    }

    private static NpgsqlParameter ParameterOf(object? value) => value switch
    {
        long number => new NpgsqlParameter<long> { TypedValue = number },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag },
        string text => new NpgsqlParameter<string> { TypedValue = text },
        // Each null is cast in its statement.
        _ => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
    };

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isReady)
                return;
            await PostgresSchema.OpenAsync(this, options, cancellationToken).ConfigureAwait(false);
            _isReady = true;
        }
        finally
        {
            _opening.Release();
        }
    }
}
