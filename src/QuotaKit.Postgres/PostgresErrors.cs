using System.Net.Sockets;
using Npgsql;

namespace QuotaKit;

/// <summary>Turns the errors of PostgreSQL into errors that say what to do.</summary>
internal static class PostgresErrors
{
    public static QuotaException Of(Exception e, PostgresDatabase database, PostgresLedgerOptions options) => e switch
    {
        PostgresException p => OfServer(p, $"PostgreSQL at {database}", options),
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } } =>
            LedgerErrors.Of($"The host of the PostgreSQL ledger at {database} was not found. Check its name.", e),
        TimeoutException or { InnerException: TimeoutException } =>
            LedgerErrors.Of($"PostgreSQL at {database} did not reply in time. Try again.", e, isTransient: true),
        { InnerException: System.Security.Authentication.AuthenticationException } =>
            LedgerErrors.Of($"The TLS connection to PostgreSQL at {database} failed. Check its certificate and the setting 'SSL Mode'.", e),
        _ => LedgerErrors.Of($"PostgreSQL at {database} could not be reached, or closed the connection: {e.Message.TrimEnd('.')}.", e, isTransient: true),
    };

    private static QuotaException OfServer(PostgresException e, string server, PostgresLedgerOptions options)
    {
        var schema = options.Schema;
        return e.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                LedgerErrors.Of($"{server} rejected the user or the password. Check the connection string.", e),
            PostgresErrorCodes.InvalidCatalogName =>
                LedgerErrors.Of($"{server}: the database does not exist. Create it, or name another.", e),
            PostgresErrorCodes.InsufficientPrivilege when e.MessageText.Contains("for database", StringComparison.Ordinal) =>
                LedgerErrors.Of($"{server}: the role may not create the schema '{schema}'. Use the ledger once with a role that has CREATE on the " +
                    "database, then grant this one what the package's README lists.", e),
            PostgresErrorCodes.InsufficientPrivilege =>
                LedgerErrors.Of($"{server}: {e.MessageText}. The role needs USAGE on the schema '{schema}', SELECT, INSERT, UPDATE and DELETE on its " +
                    "tables, and USAGE on its sequences.", e),
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                LedgerErrors.Of($"{server} is read-only. Connect to the primary server: name its host, or all hosts as in " +
                    "'Host=one,two;Target Session Attributes=primary'.", e),
            PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory =>
                LedgerErrors.Of($"{server} is out of space: {e.MessageText}. Free some, then try again.", e, isTransient: true),
            PostgresErrorCodes.LockNotAvailable =>
                LedgerErrors.Of($"{server}: others were busy with the same account for more than {options.LockTimeout}. Try again.", e, isTransient: true),
            PostgresErrorCodes.QueryCanceled =>
                LedgerErrors.Of($"{server} canceled the call: {e.MessageText}. Try again.", e, isTransient: true),
            PostgresErrorCodes.InvalidParameterValue when e.MessageText.Contains("time zone", StringComparison.Ordinal) =>
                LedgerErrors.Of($"{server}: {e.MessageText}. Give the budget a time zone that the server knows.", e),
            PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
                or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedObject =>
                LedgerErrors.Of($"{server}: the schema '{schema}' is incomplete: {e.MessageText}. Was it dropped while it was in use? Start anew.", e),
            "QK001" => LedgerErrors.Of($"{server}: the ledger needs READ COMMITTED. Run ALTER DATABASE … SET default_transaction_isolation = 'read " +
                "committed' or the same of the role, and call it outside of other transactions.", e),
            _ => LedgerErrors.Of($"{server} reported {e.SqlState}: {e.MessageText.TrimEnd('.')}.", e, e.IsTransient),
        };
    }
}
