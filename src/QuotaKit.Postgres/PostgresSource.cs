using Npgsql;

namespace QuotaKit;

/// <summary>Creates the connections of a ledger.</summary>
internal static class PostgresSource
{
    /// <exception cref="QuotaException">The connection string is not valid.</exception>
    public static NpgsqlDataSource Create(string connectionString)
    {
        var settings = PostgresAddress.Parse(connectionString);
        // The ledger leaves no state in a session. A reset would cost a statement for each call, and the plans of the functions.
        settings.NoResetOnClose = true;
        // A hold must not vanish with a transaction of the app that is rolled back.
        settings.Enlist = false;
        settings.ApplicationName ??= "QuotaKit";
        // The slim builder can be trimmed. TLS is the only part that it leaves out and the ledger needs.
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        try
        {
            return builder.Build();
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Settings that do not fit each other. Each alone was read before, so the message repeats none.
            throw LedgerErrors.Of($"The connection string of the PostgreSQL ledger is not valid: {e.Message}");
        }
    }
}
