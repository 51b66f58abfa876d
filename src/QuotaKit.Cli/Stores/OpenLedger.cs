namespace QuotaKit.Cli.Stores;

/// <summary>Opens ledgers.</summary>
internal static class OpenLedger
{
    /// <summary>Opens the ledger of a store. The file is created when it is first used.</summary>
    /// <exception cref="QuotaException">The connection is not valid.</exception>
    public static IQuotaLedger At(StoreLocation store, TimeProvider clock) =>
        store.IsPostgres ? new PostgresQuotaLedger(store.Value) : new SqliteQuotaLedger(store.Value, clock);
}
