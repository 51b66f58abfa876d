using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace QuotaKit;

/// <summary>An open connection to the file of a ledger, and its prepared statements.</summary>
internal sealed class LedgerConnection : IDisposable
{
    private const int FileHasMoved = 20;

    private readonly SqliteConnection _connection;
    private readonly List<SqliteStatement> _statements = [];

    static LedgerConnection() => Batteries_V2.Init();

    public LedgerConnection(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        _connection = new SqliteConnection(settings.ToString());
        _connection.Open();
        // The caller waits for locks, without blocking a thread.
        _ = raw.sqlite3_busy_timeout(Handle, 0);
    }

    /// <summary>Whether the file was deleted, or another one took its place. What is written then is lost.</summary>
    public bool HasMoved => sqlite3_file_control(Handle, 0, FileHasMoved, out var hasMoved) == raw.SQLITE_OK && hasMoved != 0;

    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>The SQL of the prepared statements, for tests.</summary>
    public IEnumerable<string> Sql => _statements.Select(s => s.Sql);

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(Handle, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs statements that return nothing.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(Handle, sql);
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, Handle);
    }

    /// <summary>Runs a statement that returns one number.</summary>
    public long ReadNumber(string sql)
    {
        using var statement = new SqliteStatement(Handle, sql);
        return statement.Step() ? statement.Number(0) : 0;
    }

    public void Dispose()
    {
        _statements.ForEach(s => s.Dispose());
        _connection.Dispose();
    }

    // SQLitePCLRaw has no method for it.
    [DllImport("e_sqlite3", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.ApplicationDirectory)]
    private static extern int sqlite3_file_control(sqlite3 connection, nint name, int operation, out int result);
}
