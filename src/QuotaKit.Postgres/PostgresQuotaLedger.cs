using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;

namespace QuotaKit;

/// <summary>A ledger in PostgreSQL, for many machines. Each call is one round trip to a function in the database, which decides under row locks.</summary>
/// <remarks>It is thread-safe. It works behind PgBouncer in transaction mode: it uses no prepared statement and no state of a session. What is safe to
/// repeat is retried for about two seconds; then, or when the database cannot be used, calls throw a <see cref="QuotaException"/> of kind
/// <see cref="QuotaErrorKind.Ledger"/> that never holds the password.</remarks>
/// <example>
/// <code>
/// await using var ledger = new PostgresQuotaLedger("Host=db.example;Database=app;Username=app;Password=…");
/// var guard = new QuotaGuard(client, ledger);
/// </code>
/// </example>
public sealed class PostgresQuotaLedger : IQuotaLedger, IAsyncDisposable, IDisposable
{
    private readonly PostgresDatabase _database;
    private readonly bool _ownsSource;
    private readonly string _schema;
    private readonly long _retention;
    private readonly string _lockTimeout;

    /// <summary>Creates a ledger with connections of its own. It connects at the first call.</summary>
    /// <param name="connectionString">A connection string of Npgsql, or a URL: <c>postgres://user:password@host:5432/database</c>.</param>
    /// <param name="options">The settings; null means the defaults.</param>
    /// <exception cref="QuotaException">The connection string is not valid.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PostgresQuotaLedger(string connectionString, PostgresLedgerOptions? options = null)
        : this(PostgresSource.Create(connectionString ?? throw new ArgumentNullException(nameof(connectionString))), options, ownsSource: true)
    {
    }

    /// <summary>Creates a ledger that uses an app's connections.</summary>
    /// <param name="dataSource">The connections; the ledger does not dispose them. It is faster with <c>No Reset On Close=true</c>, because a reset
    /// also forgets the server's plans.</param>
    /// <param name="options">The settings; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>The ledger takes no part in a <see cref="System.Transactions.TransactionScope"/> of the app, whatever the setting <c>Enlist</c>: what it
    /// holds or records stays when the app's transaction is rolled back.</remarks>
    public PostgresQuotaLedger(NpgsqlDataSource dataSource, PostgresLedgerOptions? options = null)
        : this(dataSource ?? throw new ArgumentNullException(nameof(dataSource)), options, ownsSource: false)
    {
    }

    private PostgresQuotaLedger(NpgsqlDataSource source, PostgresLedgerOptions? options, bool ownsSource)
    {
        options ??= new PostgresLedgerOptions();
        options.ThrowIfInvalid();
        _database = new PostgresDatabase(source, options);
        (_ownsSource, _schema, _retention) = (ownsSource, options.Schema, Microseconds(options.Retention));
        _lockTimeout = ((long)Math.Ceiling(options.LockTimeout.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask<long> BeginAttemptAsync(CancellationToken cancellationToken = default)
    {
        var reply = await CallAsync($"SELECT nextval('{_schema}.attempts')::text", [], cancellationToken).ConfigureAwait(false);
        return long.Parse(reply!, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerDecision> ReserveAsync(LedgerReserve reserve, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reserve);
        object?[] values =
        [
            reserve.Id, reserve.Attempt, LedgerJsonWriter.Spends(reserve.Spends), Microseconds(reserve.Lease), Microseconds(reserve.MaxAge),
            reserve.AllowsUnknown, reserve.Note, _lockTimeout,
        ];
        var reply = await CallAsync($"SELECT {_schema}.reserve($1, $2, $3::jsonb, $4, $5, $6, $7, $8)", values, cancellationToken).ConfigureAwait(false);
        return LedgerJsonReader.Decision(reply!);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerDecision> SettleAsync(LedgerSettlement settlement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        object?[] values =
        [
            settlement.Id, settlement.Attempt, LedgerJsonNames.Of(settlement.Kind), LedgerJsonWriter.Spends(settlement.Spends),
            LedgerJsonWriter.Amounts(settlement.Actual), settlement.KeepsSlots, _retention, _lockTimeout,
        ];
        var reply = await CallAsync($"SELECT {_schema}.settle($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8)", values, cancellationToken).ConfigureAwait(false);
        return LedgerJsonReader.Decision(reply!);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerDecision> RenewAsync(string id, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var reply = await CallAsync($"SELECT {_schema}.renew($1, $2, $3)", [id, Microseconds(lease), _lockTimeout], cancellationToken).ConfigureAwait(false);
        return LedgerJsonReader.Decision(reply!);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerHold?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var reply = await CallAsync($"SELECT {_schema}.find($1)", [id], cancellationToken).ConfigureAwait(false);
        return reply is null ? null : LedgerJsonReader.Hold(reply);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerHold> ListAsync(string? account = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var held = await _database.ReadAsync($"SELECT * FROM {_schema}.list($1)", [account?.ToLowerInvariant()], cancellationToken).ConfigureAwait(false);
        foreach (var hold in held)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return LedgerJsonReader.Hold(hold!);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerPosition?> GetPositionAsync(string wallet, string? balance = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        var reply = await CallAsync($"SELECT {_schema}.position($1, $2, $3)", [wallet, balance, _lockTimeout], cancellationToken).ConfigureAwait(false);
        return reply is null ? null : LedgerJsonReader.Position(reply);
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerPoll> BeginPollAsync(string wallet, long? freshFrom = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        var reply = await CallAsync($"SELECT {_schema}.begin_poll($1, $2::bigint, $3)", [wallet, freshFrom, _lockTimeout], cancellationToken)
            .ConfigureAwait(false);
        return LedgerJsonReader.Poll(reply!);
    }

    /// <inheritdoc/>
    public async ValueTask OfferAsync(LedgerAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        object?[] values =
        [
            answer.Wallet, answer.Ticket.Number, LedgerJsonWriter.Time(answer.Ticket.Time), LedgerJsonWriter.Snapshot(answer.Snapshot),
            Microseconds(answer.SettlementLag), _lockTimeout,
        ];
        await CallAsync($"SELECT {_schema}.offer($1, $2, $3::timestamptz, $4::jsonb, $5, $6)::text", values, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ExpireAnswerAsync(string wallet, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        await CallAsync($"SELECT {_schema}.expire_answer($1, $2)::text", [wallet, _lockTimeout], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connections that the ledger made.</summary>
    public async ValueTask DisposeAsync()
    {
        _database.Dispose();
        if (_ownsSource)
            await _database.Source.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose()
    {
        _database.Dispose();
        if (_ownsSource)
            _database.Source.Dispose();
    }

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    private async Task<string?> CallAsync(string sql, object?[] values, CancellationToken cancellationToken) =>
        (await _database.ReadAsync(sql, values, cancellationToken).ConfigureAwait(false))[0];
}
