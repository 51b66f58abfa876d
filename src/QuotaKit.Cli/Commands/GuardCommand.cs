using System.CommandLine;
using QuotaKit.Cli.Stores;

namespace QuotaKit.Cli.Commands;

/// <summary>A command that works with reservations: it takes <c>--store</c> besides the options of all commands with accounts.</summary>
internal abstract class GuardCommand(string name, string description, params string[] examples) : AccountCommand(name, description, examples)
{
    private readonly Option<string> _store = StoreOption.Create();

    /// <summary>Adds <c>--store</c> and the shared options. Called last, so that the help lists a command's own options first.</summary>
    protected void AddStoreOptions()
    {
        Add(_store);
        AddAccountOptions();
    }

    /// <summary>Opens the guard over the store. With simulated vendors the reservations are kept in memory, for this run only.</summary>
    /// <param name="session">The run of the command.</param>
    /// <param name="accounts">The accounts to use; none means all that are configured, even if there is none.</param>
    /// <exception cref="QuotaException">A setting is wrong, or the store cannot be used.</exception>
    protected async Task<IQuotaGuard> OpenGuardAsync(Session session, params IReadOnlyList<string> accounts)
    {
        var opened = await session.OpenAsync();
        // Reservations can be listed and settled without the key of their account.
        IQuotaClient client = accounts.Count == 0 ? new QuotaClient(opened.All) : await session.ConnectAsync(accounts);
        var store = session.Parsed.GetValue(_store);
        IQuotaLedger ledger = session.IsDemo ? new InMemoryQuotaLedger(session.Clock) : OpenLedger.At(StoreLocation.Find(store), session.Clock);
        return new QuotaGuard(client, session.Keep(ledger), opened.GuardOptions, session.Clock);
    }
}
