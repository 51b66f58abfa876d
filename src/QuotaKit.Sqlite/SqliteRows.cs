namespace QuotaKit;

/// <summary>The rows of one transaction. Each is loaded once, and all that were changed are written at the end.</summary>
internal sealed class SqliteRows(WalletTable wallets, PotTable pots, LimitTables limits, LineTable lines, LinePruner pruner) : ILedgerRows
{
    private readonly Dictionary<string, WalletRow> _wallets = [];
    private readonly Dictionary<string, List<PotRow>> _pots = [];
    private readonly Dictionary<(string Name, string Period), BudgetRow> _budgets = [];
    private readonly Dictionary<(string Wallet, string Name), SlotRow> _slots = [];
    private readonly Dictionary<string, HoldRow?> _holds = [];
    // The lines that each reservation has in the file.
    private readonly Dictionary<HoldRow, HoldLine[]> _stored = [];
    private readonly HashSet<object> _changed = [];
    private bool _hasWritten;

    public WalletRow Wallet(string name)
    {
        if (!_wallets.TryGetValue(name, out var row))
            _wallets[name] = row = wallets.Load(name);
        return row;
    }

    public IReadOnlyList<PotRow> Pots(WalletRow wallet) => [.. PotsOf(wallet.Name)];

    public IReadOnlyList<PotRow> Pots(WalletRow wallet, string balance) => PotsOf(wallet.Name).FindAll(p => p.Balance == balance);

    public PotRow Pot(WalletRow wallet, string balance, QuotaUnit unit)
    {
        var known = PotsOf(wallet.Name);
        if (known.Find(p => p.Balance == balance && p.Unit == unit) is not { } pot)
            known.Add(pot = new PotRow(wallet.Name, balance, unit));
        return pot;
    }

    public BudgetRow Budget(QuotaBudget budget, string period)
    {
        if (!_budgets.TryGetValue((budget.Name, period), out var row))
            _budgets[(budget.Name, period)] = row = limits.Budget(budget.Name, period);
        return row;
    }

    public SlotRow Slots(WalletRow wallet, QuotaConcurrency concurrency)
    {
        if (!_slots.TryGetValue((wallet.Name, concurrency.Name), out var row))
            _slots[(wallet.Name, concurrency.Name)] = row = limits.Slot(wallet.Name, concurrency.Name);
        return row;
    }

    public HoldRow? Hold(string id)
    {
        if (_holds.TryGetValue(id, out var hold))
            return hold;
        _holds[id] = hold = lines.Load(id);
        if (hold is not null)
            _stored[hold] = hold.Lines;
        return hold;
    }

    public HoldRow AddHold(string id)
    {
        var hold = new HoldRow(id);
        _holds[id] = hold;
        return hold;
    }

    public IReadOnlyList<HoldRow> Ended(WalletRow wallet, DateTimeOffset now)
    {
        var ids = lines.Ended(wallet.Name, now);
        // A reservation of several wallets may have ended in this transaction already.
        return ids.Count == 0 ? [] : [.. ids.Distinct().Select(i => Hold(i)!).Where(h => LineTable.IsOpen(h) && h.ExpiresAt <= now)];
    }

    public decimal SettledSince(PotRow pot, DateTimeOffset since)
    {
        Write();
        return lines.SettledSince(pot, since);
    }

    public void MoveLines(PotRow pot, string balance)
    {
        if (pot.Balance.Length > 0)
            throw new ArgumentException("Only lines without a balance can be moved.", nameof(pot));
        Write();
        lines.Name(pot.Wallet, pot.Unit, balance);
        foreach (var line in _holds.Values.SelectMany(h => h?.Lines ?? []))
        {
            if (line.Spend.Wallet == pot.Wallet && line.Balance == pot.Balance && line.Spend.Unit == pot.Unit)
                line.Balance = balance;
        }
    }

    public void Save(WalletRow wallet) => _changed.Add(wallet);

    public void Save(PotRow pot) => _changed.Add(pot);

    public void Save(BudgetRow budget) => _changed.Add(budget);

    public void Save(SlotRow slots) => _changed.Add(slots);

    public void Save(HoldRow hold) => _changed.Add(hold);

    /// <summary>Returns the ids of reservations that nobody has settled, newest first.</summary>
    public List<string> Held() => lines.Held();

    /// <summary>Returns a number above those of all earlier attempts.</summary>
    public long NextAttempt()
    {
        _hasWritten = true;
        return limits.NextAttempt();
    }

    /// <inheritdoc cref="LinePruner.Prune"/>
    public long? Prune(long after, DateTimeOffset before)
    {
        var (last, hasRemoved) = pruner.Prune(after, before);
        _hasWritten |= hasRemoved;
        return last;
    }

    /// <summary>Writes the changed rows into the transaction. Returns false when none has changed since it began.</summary>
    public bool Write()
    {
        foreach (var row in _changed)
            Write(row);
        _hasWritten |= _changed.Count > 0;
        _changed.Clear();
        return _hasWritten;
    }

    private List<PotRow> PotsOf(string wallet)
    {
        if (!_pots.TryGetValue(wallet, out var rows))
            _pots[wallet] = rows = pots.Load(wallet);
        return rows;
    }

    private void Write(HoldRow hold)
    {
        if (!_stored.TryGetValue(hold, out var stored))
            lines.Add(hold);
        else if (stored == hold.Lines)
            lines.Change(hold);
        else
            lines.Replace(hold);
        _stored[hold] = hold.Lines;
    }

    private void Write(object row)
    {
        switch (row)
        {
            case WalletRow wallet:
                wallets.Save(wallet);
                break;
            case PotRow pot:
                pots.Save(pot);
                break;
            case BudgetRow budget:
                limits.Save(budget);
                break;
            case SlotRow slots:
                limits.Save(slots);
                break;
            case HoldRow hold:
                Write(hold);
                break;
        }
    }
}
