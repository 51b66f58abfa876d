namespace QuotaKit.Cli.Stores;

/// <summary>Opens ledgers.</summary>
internal static class OpenLedger
{
    /// <summary>Opens the ledger of a store. The file is created when it is first used.</summary>
    /// <exception cref="QuotaConfigurationException">The connection is not valid.</exception>
    public static IQuotaLedger At(StoreLocation store, TimeProvider clock)
    {
        if (!store.IsPostgres)
            return new SqliteQuotaLedger(store.Value, clock);
        try
        {
            return new PostgresQuotaLedger(store.Value);
        }
        catch (QuotaException e)
        {
            // Nothing was connected to yet, so the text itself is wrong.
            throw new QuotaConfigurationException("", e.Message, e);
        }
    }
}
