using System.Collections.Concurrent;

namespace QuotaKit;

/// <summary>Turns what callers name into what a ledger books: accounts into wallets, names into budgets and concurrency limits.</summary>
internal sealed class GuardAccounts
{
    private readonly IQuotaClient _client;
    private readonly QuotaGuardOptions _options;
    private readonly ConcurrentDictionary<string, GuardAccount> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, QuotaBudget> _budgets;
    private readonly Dictionary<(string Account, string Name), QuotaConcurrency> _limits;

    /// <exception cref="QuotaConfigurationException">An option is out of range, or two budgets or limits have one name.</exception>
    public GuardAccounts(IQuotaClient client, QuotaGuardOptions options)
    {
        GuardOptionRules.ThrowIfInvalid(options);
        (_client, _options) = (client, options);
        foreach (var (setting, name) in Named(options))
        {
            if (!client.Accounts.Any(a => QuotaNames.AreSame(a, name)))
                throw new QuotaConfigurationException("", QuotaText.OneLine($"QuotaKit:{setting}: {NoAccount(client, name)}"));
        }

        _budgets = options.Budgets.ToDictionary(b => Key(b.Name), b => b with { Name = Key(b.Name) });
        _limits = options.Concurrency.ToDictionary(l => (Key(l.Account), Key(l.Name)), l => l with { Name = Key(l.Name) });
    }

    /// <summary>Finds an account by its name.</summary>
    /// <exception cref="QuotaConfigurationException">There is no such account.</exception>
    public GuardAccount Account(string name) => _accounts.TryGetValue(name, out var known) ? known : Add(name);

    /// <summary>Returns what a ledger books for the spends of a reservation.</summary>
    /// <remarks>Many reservations in a row are often for the same spend. They share one object, because ledgers in memory remember it.</remarks>
    /// <exception cref="QuotaConfigurationException">There is no such account, budget or concurrency limit, or the budget is for something else.</exception>
    public IReadOnlyList<LedgerSpend> Book(IReadOnlyList<QuotaSpend> spends)
    {
        if (spends.Count > 1)
            return [.. spends.Select(s => Book(Account(s.Account), s))];
        var account = Account(spends[0].Account);
        var latest = account.Latest;
        if (latest?.Spend != spends[0])
            account.Latest = latest = new BookedSpend(spends[0], [Book(account, spends[0])]);
        return latest.Booked;
    }

    /// <summary>Returns the accounts that options name, each with its setting. A misspelt one would leave its account without a reserve.</summary>
    private static IEnumerable<(string Setting, string Account)> Named(QuotaGuardOptions options) =>
    [
        .. options.Accounts.Keys.Select(a => ($"Guard:Accounts:{a}", a)),
        .. options.Budgets.Select(b => ($"Budgets:{b.Name}:{nameof(b.Account)}", b.Account)),
        .. options.Concurrency.Select(l => ($"Concurrency:{l.Account}", l.Account)),
    ];

    private static string NoAccount(IQuotaClient client, string name) =>
        $"There is no account '{name}'. {(client.Accounts.Count == 0 ? "No account is set up" : $"The accounts are {string.Join(", ", client.Accounts)}")}.";

    private LedgerSpend Book(GuardAccount account, QuotaSpend spend) => new()
    {
        Account = account.Key,
        Wallet = account.Wallet,
        Balance = spend.Balance,
        Amount = spend.Amount,
        Unit = spend.Unit,
        Reserve = account.Reserve,
        Budget = spend.Budget is { } budget ? Budget(account, spend, budget) : null,
        Concurrency = spend.Concurrency is { } limit ? Limit(account, limit, spend.ConcurrencyLimit) : null,
    };

    private static string Key(string name) => name.ToLowerInvariant();

    private GuardAccount Add(string name)
    {
        // "heygen/default" is "heygen".
        var (vendor, own) = QuotaNames.Split(name);
        var wanted = QuotaNames.Of(vendor, own);
        var account = _client.Accounts.FirstOrDefault(a => QuotaNames.AreSame(a, wanted)) ?? throw new QuotaConfigurationException(
            vendor,
            QuotaText.OneLine(NoAccount(_client, name)));
        var wallet = WalletOf(account);
        // Whoever asks the vendor, the answer is about the whole wallet. So the longest lag and the largest reserve of its accounts count.
        string[] sharing = [account, .. OthersOf(account, wallet)];
        return _accounts[name] = new GuardAccount(
            account, Key(account), wallet, sharing.Max(a => OptionsOf(a)?.Reserve ?? 0), sharing.Max(LagOf));
    }

    /// <summary>Returns the other accounts of a wallet: those whose options name it, and the one whose name it is.</summary>
    private IEnumerable<string> OthersOf(string account, string wallet) =>
        _options.Accounts.Keys.Append(wallet).Where(a => !QuotaNames.AreSame(a, account) && WalletOf(a) == wallet)
            .Where(a => _client.Accounts.Any(known => QuotaNames.AreSame(known, a)));

    private QuotaGuardAccountOptions? OptionsOf(string account) => _options.Accounts.TryGetValue(account, out var options) ? options : null;

    private string WalletOf(string account) => Key(OptionsOf(account)?.Wallet ?? account);

    private TimeSpan LagOf(string account) =>
        OptionsOf(account)?.SettlementLag ?? (_client as IKnowsSettlementLag)?.SettlementLagOf(account) ?? _options.SettlementLag;

    private QuotaBudget Budget(GuardAccount account, QuotaSpend spend, string name)
    {
        if (!_budgets.TryGetValue(Key(name), out var budget))
        {
            throw Wrong(account, $"There is no budget '{name}'. {Names("The budgets are", _options.Budgets.Select(b => b.Name))} " +
                $"Set QuotaKit:Budgets:{name}:Limit, or add it to the options of the guard.");
        }

        if (!QuotaNames.AreSame(budget.Account, account.Name))
            throw Wrong(account, $"The budget '{name}' is for {budget.Account}, but the spend is for {account.Name}.");
        if (budget.Unit != spend.Unit)
            throw Wrong(account, $"The budget '{name}' is in {budget.Unit.Name}, but the spend is in {spend.Unit.Name}.");
        if (budget.Balance is { } balance && spend.Balance != balance)
            throw Wrong(account, $"The budget '{name}' is for the balance '{balance}'. Name that balance in the spend.");
        return budget;
    }

    /// <summary>Finds a concurrency limit in the options; null when they have none of this name.</summary>
    public QuotaConcurrency? FindLimit(GuardAccount account, string name) => _limits.GetValueOrDefault((account.Key, Key(name)));

    private QuotaConcurrency Limit(GuardAccount account, string name, int? otherwise) =>
        FindLimit(account, name) ?? (otherwise is { } slots ? new QuotaConcurrency(account.Key, Key(name), slots) : throw Wrong(
            account,
            $"{account.Name} has no concurrency limit '{name}'. " +
            $"{Names("It has", _options.Concurrency.Where(l => QuotaNames.AreSame(l.Account, account.Name)).Select(l => l.Name))} " +
            $"Set QuotaKit:Concurrency:{account.Name}:{name} to the number of slots, or add it in code."));

    private static string Names(string start, IEnumerable<string> names) => names.Any() ? $"{start} {string.Join(", ", names)}." : "There are none.";

    private static QuotaConfigurationException Wrong(GuardAccount account, string message)
    {
        var (vendor, name) = QuotaNames.Split(account.Name);
        return new QuotaConfigurationException(vendor, QuotaText.OneLine(message)) { Account = name };
    }
}
