using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace QuotaKit;

/// <summary>A prepared statement, used again and again.</summary>
/// <remarks>A command of Microsoft.Data.Sqlite blocks its thread while the file is locked. This returns at once.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public string Sql => raw.sqlite3_sql(_statement).utf8_to_string();

    /// <summary>Sets a parameter; the first one is 1.</summary>
    public SqliteStatement Bind(int index, string? value) =>
        Checked(value is null ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, value));

    public SqliteStatement Bind(int index, long? value) =>
        Checked(value is { } number ? raw.sqlite3_bind_int64(_statement, index, number) : raw.sqlite3_bind_null(_statement, index));

    public SqliteStatement Bind(int index, bool? value) => Bind(index, value is { } flag ? (flag ? 1L : 0L) : null);

    /// <summary>Sets a parameter to an amount, as text: a number of SQLite is a double.</summary>
    public SqliteStatement Bind(int index, decimal? value) => Bind(index, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets a parameter to a time, as microseconds since 1970.</summary>
    public SqliteStatement Bind(int index, DateTimeOffset? value) =>
        Bind(index, (value?.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>Advances to the next row; false when there is none. Then the statement is ready to be used again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        Check(code);
        return false;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Run()
    {
        while (Step())
        {
            // Rows of a statement that changes something are not needed.
        }
    }

    /// <summary>Runs a statement that returns no rows; false when another connection has the lock.</summary>
    public bool TryRun()
    {
        var code = raw.sqlite3_step(_statement);
        Reset();
        if (SqliteErrors.IsLocked(code))
            return false;
        Check(code);
        return true;
    }

    /// <summary>Leaves the rows that were not read, so that the statement can be used again.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public bool Flag(int column) => Number(column) != 0;

    public bool? FlagOrNull(int column) => IsNull(column) ? null : Flag(column);

    public decimal Amount(int column) => decimal.Parse(Text(column), NumberStyles.Number, CultureInfo.InvariantCulture);

    public decimal? AmountOrNull(int column) => IsNull(column) ? null : Amount(column);

    public DateTimeOffset Time(int column) => DateTimeOffset.UnixEpoch.AddTicks(Number(column) * TimeSpan.TicksPerMicrosecond);

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public void Dispose() => _statement.Dispose();

    private bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    private SqliteStatement Checked(int code)
    {
        Check(code);
        return this;
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(code, _connection);
    }
}
