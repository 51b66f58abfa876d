namespace QuotaKit;

/// <summary>Runs the transactions of a ledger one after the other, and waits for those of other processes.</summary>
internal sealed class LedgerStore(string path, TimeSpan lockTimeout) : IDisposable
{
    // A process that writes without a pause leaves the lock free for a fraction of a millisecond. Longer pauses would miss it again and again.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private LedgerSession? _session;
    private bool _hasOpened;
    private bool _isDisposed;

    public ValueTask<T> ReadAsync<T>(Func<SqliteRows, T> work, CancellationToken cancellationToken) => RunAsync(work, false, cancellationToken);

    public ValueTask<T> WriteAsync<T>(Func<SqliteRows, T> work, CancellationToken cancellationToken) => RunAsync(work, true, cancellationToken);

    /// <summary>Closes the file after the transaction in progress.</summary>
    public void Dispose()
    {
        _gate.Wait();
        Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        Close();
    }

    private async ValueTask<T> RunAsync<T>(Func<SqliteRows, T> work, bool isWrite, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Other processes hold the lock for real time, whatever the ledger's clock says.
        var start = TimeProvider.System.GetTimestamp();
        if (!await _gate.WaitAsync(lockTimeout, cancellationToken).ConfigureAwait(false))
            throw SqliteErrors.LockedTooLong(path, lockTimeout);
        try
        {
            T result;
            while (!TryRun(work, isWrite, out result))
            {
                if (TimeProvider.System.GetElapsedTime(start) >= lockTimeout)
                    throw SqliteErrors.LockedTooLong(path, lockTimeout);
                await Task.Delay(_pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }

            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    private bool TryRun<T>(Func<SqliteRows, T> work, bool isWrite, out T result)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteQuotaLedger));
        try
        {
            _session ??= Open();
            return _session.TryRun(work, isWrite, out result);
        }
        catch (Exception e) when (SqliteErrors.IsLocked(e))
        {
            result = default!;
            return false;
        }
        catch (Exception e)
        {
            // A statement may be left in the middle of its rows.
            if (e is not QuotaException)
                CloseSession();
            if (SqliteErrors.Of(path, e) is { } error)
                throw error;
            throw;
        }
    }

    private LedgerSession Open()
    {
        // An empty file would forget what is held.
        if (_hasOpened && !File.Exists(path))
            throw SqliteErrors.Moved(path);
        LedgerFile.Create(path);
        var session = new LedgerSession(path);
        _hasOpened = true;
        return session;
    }

    private void Close()
    {
        _isDisposed = true;
        CloseSession();
        _gate.Release();
    }

    private void CloseSession()
    {
        _session?.Dispose();
        _session = null;
    }
}
