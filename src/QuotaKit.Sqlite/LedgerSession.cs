namespace QuotaKit;

/// <summary>An open ledger: its connection and the statements of its transactions.</summary>
internal sealed class LedgerSession : IDisposable
{
    private readonly string _path;
    private readonly LedgerConnection _connection;
    private readonly SqliteStatement _beginRead;
    private readonly SqliteStatement _beginWrite;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly WalletTable _wallets;
    private readonly PotTable _pots;
    private readonly LimitTables _limits;
    private readonly LineTable _lines;
    private readonly LinePruner _pruner;

    public LedgerSession(string path)
    {
        _path = path;
        _connection = new LedgerConnection(path);
        try
        {
            LedgerSchema.Prepare(_connection, path);
            _beginRead = _connection.Prepare("BEGIN");
            _beginWrite = _connection.Prepare("BEGIN IMMEDIATE");
            _commit = _connection.Prepare("COMMIT");
            _rollback = _connection.Prepare("ROLLBACK");
            (_wallets, _pots) = (new WalletTable(_connection), new PotTable(_connection));
            (_limits, _lines, _pruner) = (new LimitTables(_connection), new LineTable(_connection), new LinePruner(_connection));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="LedgerConnection.Sql"/>
    public IEnumerable<string> Sql => _connection.Sql;

    /// <summary>Runs work in a transaction. Returns false when another connection has the lock; then nothing has changed.</summary>
    public bool TryRun<T>(Func<SqliteRows, T> work, bool isWrite, out T result)
    {
        result = default!;
        if (!(isWrite ? _beginWrite : _beginRead).TryRun())
            return false;
        try
        {
            if (_connection.HasMoved)
                throw SqliteErrors.Moved(_path);
            var rows = new SqliteRows(_wallets, _pots, _limits, _lines, _pruner);
            result = work(rows);
            if (rows.Write())
                _commit.Run();
            return true;
        }
        catch (Exception e) when (SqliteErrors.IsLocked(e))
        {
            return false;
        }
        finally
        {
            if (_connection.IsInTransaction)
                _rollback.Run();
        }
    }

    public void Dispose() => _connection.Dispose();
}
