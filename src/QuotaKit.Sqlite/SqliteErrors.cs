using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace QuotaKit;

/// <summary>Creates the errors of a ledger in a SQLite file.</summary>
internal static class SqliteErrors
{
    // The first eight bits of a result name the error; the others say more.
    private const int Primary = 0xFF;

    public static bool IsLocked(int code) => (code & Primary) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public static bool IsLocked(Exception exception) => exception is SqliteException { SqliteErrorCode: var code } && IsLocked(code);

    public static QuotaException LockedTooLong(string path, TimeSpan limit) => LedgerErrors.Of(
        $"The ledger {path} was locked for {limit.TotalSeconds:0.#} seconds. Try again, or end the program that keeps it locked.", isTransient: true);

    public static QuotaException Moved(string path) => LedgerErrors.Of(
        $"The ledger {path} was deleted or replaced while it was open. Put the file back, or start this program again to use the new one.");

    /// <summary>Returns the error for an exception of the store; null for other exceptions.</summary>
    public static QuotaException? Of(string path, Exception exception) => exception switch
    {
        SqliteException sqlite => LedgerErrors.Of(Message(path, sqlite), sqlite),
        UnauthorizedAccessException or IOException => LedgerErrors.Of(
            $"The ledger {path} cannot be created: {exception.Message} Name a file in a folder that this user may write to.", exception),
        _ => null,
    };

    public static QuotaException IsFolder(string path) => LedgerErrors.Of($"The ledger {path} is a folder. Name a file.");

    private static string Message(string path, SqliteException exception) => (exception.SqliteErrorCode & Primary) switch
    {
        raw.SQLITE_READONLY or raw.SQLITE_PERM => $"The ledger {path} cannot be written. Make the file and its folder writable for this user.",
        raw.SQLITE_CANTOPEN => $"The ledger {path} cannot be opened. Check that its folder exists and that this user may write to the file and the folder.",
        raw.SQLITE_FULL => $"The ledger {path} cannot be written, because the disk is full. Free some space.",
        raw.SQLITE_NOTADB => $"The file {path} is not a SQLite database. Name another file for the ledger.",
        raw.SQLITE_CORRUPT => $"The ledger {path} is damaged. Restore a backup, or move the file away to begin an empty ledger once all leases have ended.",
        raw.SQLITE_IOERR => $"The ledger {path} could not be read or written ({exception.SqliteExtendedErrorCode}). Check the disk.",
        _ => $"The ledger {path} failed: {exception.Message}",
    };
}
