using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Rendering;
using Spectre.Console;

namespace QuotaKit.Cli.Commands;

/// <summary>One run of a command: its arguments, the accounts and the screen. Disposing it closes the accounts.</summary>
internal sealed class Session(ParseResult parsed, AccountOptions options, TimeProvider clock, CancellationToken cancellationToken) : IAsyncDisposable
{
    private AccountSet? _accounts;
    private IQuotaLedger? _ledger;

    public ParseResult Parsed => parsed;

    public TimeProvider Clock => clock;

    /// <summary>Cancelled by Ctrl+C.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    public bool IsDemo => parsed.GetValue(options.Demo);

    public bool IsJson => parsed.GetValue(options.Json);

    /// <summary>Whether the key of an account is read from stdin.</summary>
    public bool TakesKeyFromInput => parsed.GetValue(options.KeyStdin) is not null;

    /// <summary>The terminal; null when the output is JSON, or goes to a pipe or a file.</summary>
    public IAnsiConsole? Screen => field ??= IsJson || Console.IsOutputRedirected ? null : Terminal.Open();

    /// <summary>The client; null before <see cref="ConnectAsync"/>.</summary>
    public QuotaClient? Client { get; private set; }

    /// <summary>Opens all accounts. Further calls return the same ones.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is wrong.</exception>
    public async Task<AccountSet> OpenAsync() => _accounts ??= await options.OpenAsync(parsed, clock, cancellationToken);

    /// <summary>Creates the client of the named accounts; of all accounts when no name is given. Called at most once.</summary>
    /// <exception cref="QuotaConfigurationException">A setting is wrong, or there is no account of that name.</exception>
    public async Task<QuotaClient> ConnectAsync(IReadOnlyList<string> names) =>
        Client = new QuotaClient((await OpenAsync()).Choose(names), timeProvider: clock);

    /// <summary>Reads the named accounts; all accounts when no name is given.</summary>
    /// <inheritdoc cref="ConnectAsync"/>
    public async Task<QuotaReport> ReadAsync(IReadOnlyList<string> names, bool showProgress = true)
    {
        var client = await ConnectAsync(names);
        return await Terminal.WaitAsync(showProgress ? Screen : null, () => client.GetAllAsync(cancellationToken: cancellationToken));
    }

    /// <summary>Keeps a ledger until the end of the run, which closes it.</summary>
    public IQuotaLedger Keep(IQuotaLedger ledger) => _ledger = ledger;

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_ledger is IAsyncDisposable ledger)
            await ledger.DisposeAsync();
        if (_accounts is not null)
            await _accounts.DisposeAsync();
    }
}
