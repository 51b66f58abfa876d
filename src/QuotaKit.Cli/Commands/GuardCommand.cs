using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Rendering;
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

    /// <summary>Opens the guard of an account over the store. With simulated vendors the reservations are kept in memory, for this run only.</summary>
    /// <exception cref="QuotaException">There is no such account, a setting is wrong, or the store cannot be used.</exception>
    protected async Task<IQuotaGuard> OpenGuardAsync(Session session, string account)
    {
        var accounts = await session.OpenAsync();
        _ = accounts.Choose([account]);
        // All accounts, because the settings of the guard may name any of them.
        return new QuotaGuard(await session.ConnectAsync([]), Ledger(session, mayCreate: true), accounts.GuardOptions, session.Clock);
    }

    /// <summary>Opens a guard that lists and settles reservations. It needs no key of any account, and creates no file.</summary>
    /// <exception cref="QuotaException">A setting is wrong, or the store cannot be used.</exception>
    protected async Task<IQuotaGuard> OpenStoreAsync(Session session) =>
        new QuotaGuard(new QuotaClient((await session.OpenAsync()).All), Ledger(session, mayCreate: false), timeProvider: session.Clock);

    /// <summary>Returns a command line to advise. It names the store if the user's command line does.</summary>
    protected string Advised(Session session, string command) =>
        session.Parsed.GetValue(_store) is { } store ? $"quotakit {command} --store {ShellWord.Of(store)}" : $"quotakit {command}";

    /// <summary>Prints a line when the reservation was found and not made. With <c>--json</c> the document tells it.</summary>
    protected static Task WarnIfFoundAsync(QuotaReservation hold, Session session) => hold.IsNew || session.IsJson
        ? Task.CompletedTask
        : ErrorOutput.WriteAsync($"{hold.Id} was reserved before; an earlier run may be using it.");

    /// <summary>Prints why a reservation was not made, not ended or not listed, and returns the exit code.</summary>
    protected async Task<int> FailAsync(QuotaException error, bool asJson)
    {
        var code = GuardExit.Of(error);
        if (asJson)
            await WriteFailureAsync(error, code);
        else
            await ErrorOutput.WriteAsync(error.Message);
        return code;
    }

    /// <summary>Writes the JSON of a failure.</summary>
    protected virtual Task WriteFailureAsync(QuotaException error, int exitCode) =>
        ReservationDocument.Of(Name, error, exitCode).WriteAsync(Console.Out, CliJson.Default.ReservationDocument);

    /// <summary>Returns the words that name the store in messages.</summary>
    protected string StoreName(Session session) => session.IsDemo ? "store" : StoreLocation.Find(session.Parsed.GetValue(_store)).Name;

    private IQuotaLedger Ledger(Session session, bool mayCreate)
    {
        var option = session.Parsed.GetValue(_store);
        if (session.IsDemo && option is not null)
            throw new QuotaConfigurationException("", "--demo cannot be used together with --store. Leave out one of them.");
        if (session.IsDemo)
            return session.Keep(new InMemoryQuotaLedger(session.Clock));
        var store = StoreLocation.Find(option);
        if (mayCreate || !store.IsMissing)
            return session.Keep(OpenLedger.At(store, session.Clock));
        return store.IsNamed
            ? throw LedgerErrors.Of($"There is no {store.Name}. 'quotakit reserve' creates it.")
            : session.Keep(new InMemoryQuotaLedger(session.Clock));
    }
}
