namespace QuotaKit;

/// <summary>Creates the tables of a ledger, and brings older ones up to date.</summary>
/// <remarks>A new minor version only adds tables and columns that may be null. Code of an older minor version goes on beside it. A new major version
/// changes what older code relies on.</remarks>
internal static class LedgerSchema
{
    /// <summary>Marks files of QuotaKit: the letters QKit.</summary>
    public const long ApplicationId = 0x514B6974;

    public const long Major = 1;

    public const long Minor = 1;

    private const long MinorsPerMajor = 1000;

    // Amounts are decimal text. Times are microseconds since 1970.
    // A reservation has one row for each amount; a reservation without an amount has one row without an account.
    // The indexes hold open leases, and what an answer may have to count again. So the cost of a call does not grow with the settled rows.
    private const string Tables = """
        CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE wallet (
            name TEXT NOT NULL PRIMARY KEY, newest INTEGER NOT NULL, tickets INTEGER NOT NULL, poll_ends INTEGER, answer INTEGER, asked_at INTEGER,
            is_stale INTEGER NOT NULL, is_active INTEGER, first_balance TEXT, superseded INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE pot (
            wallet TEXT NOT NULL, balance TEXT NOT NULL, unit TEXT NOT NULL, is_answered INTEGER NOT NULL, remaining TEXT,
            is_unlimited INTEGER NOT NULL, is_part INTEGER NOT NULL, resets_at INTEGER, held TEXT NOT NULL, spent TEXT NOT NULL,
            PRIMARY KEY (wallet, balance, unit)) STRICT, WITHOUT ROWID;
        CREATE TABLE budget (
            name TEXT NOT NULL, period TEXT NOT NULL, used TEXT NOT NULL, PRIMARY KEY (name, period)) STRICT, WITHOUT ROWID;
        CREATE TABLE slot (
            wallet TEXT NOT NULL, name TEXT NOT NULL, taken INTEGER NOT NULL, PRIMARY KEY (wallet, name)) STRICT, WITHOUT ROWID;
        CREATE TABLE line (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL, position INTEGER NOT NULL, state INTEGER NOT NULL, attempt INTEGER NOT NULL,
            made_by INTEGER NOT NULL, reserved_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, settled_at INTEGER, is_flagged INTEGER NOT NULL,
            keeps_slots INTEGER NOT NULL, is_open INTEGER NOT NULL, note TEXT, account TEXT, wallet TEXT, asked_balance TEXT, balance TEXT, unit TEXT,
            amount TEXT, actual TEXT, reserve TEXT, budget TEXT, budget_limit TEXT, period TEXT, concurrency TEXT, concurrency_limit INTEGER,
            has_slot INTEGER NOT NULL, UNIQUE (id, position)) STRICT;
        CREATE INDEX line_open ON line (wallet, expires_at) WHERE is_open = 1;
        CREATE INDEX line_settled ON line (wallet, balance, unit, settled_at) WHERE state IN (1, 3);
        CREATE INDEX line_unnamed ON line (wallet, unit) WHERE balance = '';
        """;

    // One for each minor version. A column that is null means what it meant before.
    private static readonly string[] _additions = ["ALTER TABLE wallet ADD COLUMN void_through INTEGER;"];

    /// <summary>Prepares a connection, and creates or updates the tables. Several processes may do so at once.</summary>
    /// <exception cref="QuotaException">The file belongs to another program or to a newer QuotaKit.</exception>
    public static void Prepare(LedgerConnection connection, string path)
    {
        // In one transaction, because another process may create the tables between two statements.
        if (!InTransaction(connection, "BEGIN", () => IsCurrent(connection, path)))
        {
            connection.Execute("PRAGMA journal_mode = WAL");
            InTransaction(connection, "BEGIN EXCLUSIVE", () => Create(connection, path));
        }

        // A commit is on the disk when it returns.
        connection.Execute("PRAGMA synchronous = FULL");
    }

    private static bool Create(LedgerConnection connection, string path)
    {
        // Another process may have been first.
        if (IsCurrent(connection, path))
            return true;
        var version = connection.ReadNumber("PRAGMA user_version");
        if (version == 0)
            connection.Execute($"{Tables} PRAGMA application_id = {ApplicationId}");
        for (var minor = version % MinorsPerMajor; minor < Minor; minor++)
            connection.Execute(_additions[minor]);
        connection.Execute($"PRAGMA user_version = {(Major * MinorsPerMajor) + Minor}");
        return true;
    }

    private static bool InTransaction(LedgerConnection connection, string begin, Func<bool> work)
    {
        connection.Execute(begin);
        try
        {
            var result = work();
            connection.Execute("COMMIT");
            return result;
        }
        finally
        {
            if (connection.IsInTransaction)
                connection.Execute("ROLLBACK");
        }
    }

    private static bool IsCurrent(LedgerConnection connection, string path)
    {
        var program = connection.ReadNumber("PRAGMA application_id");
        var version = connection.ReadNumber("PRAGMA user_version");
        var isEmpty = connection.ReadNumber("SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (isEmpty && program == 0 && version == 0)
            return false;
        if (program != ApplicationId)
            throw LedgerErrors.Of($"The file {path} is a database of another program. Name another file for the ledger.");
        var major = version / MinorsPerMajor;
        if (major == Major)
            return version % MinorsPerMajor >= Minor;
        var text = $"The ledger {path} has schema {major}.{version % MinorsPerMajor}, and this QuotaKit uses schema {Major}.{Minor}.";
        throw LedgerErrors.Of(major > Major ? $"{text} Update QuotaKit." : $"{text} It cannot read the older file. Name another file.");
    }
}
