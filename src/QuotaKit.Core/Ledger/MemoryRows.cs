namespace QuotaKit;

/// <summary>Keeps the rows of an <see cref="InMemoryQuotaLedger"/>. The rows are live, so saving one only updates what is indexed.</summary>
internal sealed class MemoryRows(TimeSpan retention) : ILedgerRows
{
    // A wallet's settlement lag may grow by this much, when another guard sets a longer one.
    private static readonly TimeSpan _longestChange = TimeSpan.FromHours(1);

    private readonly Dictionary<string, MemoryWallet> _wallets = [];
    private readonly Dictionary<(string Name, string Period), BudgetRow> _budgets = [];
    private readonly Dictionary<string, HoldRow> _holds = [];
    private readonly Queue<(HoldRow Hold, long SettledAt)> _settled = [];
    private MemoryWallet? _latest;

    /// <summary>All reservations, in no order.</summary>
    public IEnumerable<HoldRow> Holds => _holds.Values;

    public WalletRow Wallet(string name) => Of(name).Row;

    public IReadOnlyList<PotRow> Pots(WalletRow wallet) => [.. Of(wallet.Name).Settled.Keys];

    public IReadOnlyList<PotRow> Pots(WalletRow wallet, string balance) =>
        Of(wallet.Name).Pots.TryGetValue(balance, out var pots) ? pots : (IReadOnlyList<PotRow>)[];

    public PotRow Pot(WalletRow wallet, string balance, QuotaUnit unit)
    {
        var known = Of(wallet.Name);
        if (!known.Pots.TryGetValue(balance, out var pots))
            known.Pots[balance] = pots = [];
        foreach (var pot in pots)
        {
            if (pot.Unit == unit)
                return pot;
        }

        var added = new PotRow(wallet.Name, balance, unit);
        pots.Add(added);
        known.Settled[added] = [];
        return added;
    }

    public BudgetRow Budget(QuotaBudget budget, string period)
    {
        if (!_budgets.TryGetValue((budget.Name, period), out var row))
            _budgets[(budget.Name, period)] = row = new BudgetRow(budget.Name, period);
        return row;
    }

    public SlotRow Slots(WalletRow wallet, QuotaConcurrency concurrency)
    {
        var slots = Of(wallet.Name).Slots;
        if (!slots.TryGetValue(concurrency.Name, out var row))
            slots[concurrency.Name] = row = new SlotRow(wallet.Name, concurrency.Name);
        return row;
    }

    public HoldRow? Hold(string id) => _holds.GetValueOrDefault(id);

    public HoldRow AddHold(string id) => _holds[id] = new HoldRow(id);

    public IReadOnlyList<HoldRow> Ended(WalletRow wallet, DateTimeOffset now)
    {
        var leases = Of(wallet.Name).Leases;
        List<HoldRow>? ended = null;
        while (leases.TryPeek(out var hold, out var end) && end <= now.UtcTicks)
        {
            leases.Dequeue();
            // A renewed lease is in the queue again, with its new end.
            if (IsWatched(hold) && hold.ExpiresAt <= now)
                (ended ??= []).Add(hold);
        }

        return ended ?? (IReadOnlyList<HoldRow>)[];
    }

    public decimal SettledSince(PotRow pot, DateTimeOffset since)
    {
        var settled = Of(pot.Wallet).Settled[pot];
        var sum = 0m;
        foreach (var (line, hold) in settled)
        {
            sum += hold.SettledAt >= since ? line.Charge : 0;
            line.IsCounted = since - hold.SettledAt < _longestChange;
        }

        // Answers come in the order of their tickets, so an earlier amount counts again only if the wallet's settlement lag grows.
        settled.RemoveAll(s => !s.Line.IsCounted);
        return sum;
    }

    public void MoveLines(PotRow pot, string balance)
    {
        foreach (var line in _holds.Values.SelectMany(h => h.Lines).Where(l => IsIn(pot, l)))
            line.Balance = balance;
        var settled = Of(pot.Wallet).Settled;
        var target = settled[Pot(Wallet(pot.Wallet), balance, pot.Unit)];
        target.AddRange(settled[pot]);
        settled[pot].Clear();
    }

    public void Save(WalletRow wallet)
    {
        // The row is live.
    }

    public void Save(PotRow pot)
    {
        // The row is live.
    }

    public void Save(BudgetRow budget)
    {
        // The row is live.
    }

    public void Save(SlotRow slots)
    {
        // The row is live.
    }

    public void Save(HoldRow hold)
    {
        var end = hold.ExpiresAt.UtcTicks;
        if (IsWatched(hold) && hold.WatchedUntil != end)
        {
            hold.WatchedUntil = end;
            foreach (var line in hold.Lines)
                Of(line.Spend.Wallet).Leases.Enqueue(hold, end);
        }

        else if (!IsWatched(hold))
        {
            // It may be held again, on another wallet and until the same end.
            hold.WatchedUntil = 0;
        }

        if (hold.State is QuotaReservationState.Committed or QuotaReservationState.Expired)
        {
            foreach (var line in hold.Lines)
                Count(line, hold);
        }

        if (hold.SettledAt is { } settled)
        {
            _settled.Enqueue((hold, settled.UtcTicks));
            Forget((settled - retention).UtcTicks);
        }
    }

    private static bool IsWatched(HoldRow hold) =>
        hold.State == QuotaReservationState.Held || (hold.KeepsSlots && Array.Exists(hold.Lines, l => l.HasSlot));

    private static bool IsIn(PotRow pot, HoldLine line) =>
        line.Spend.Wallet == pot.Wallet && line.Balance == pot.Balance && line.Spend.Unit == pot.Unit;

    private void Count(HoldLine line, HoldRow hold)
    {
        if (line.IsCounted)
            return;
        var wallet = Of(line.Spend.Wallet);
        wallet.Settled[Pot(wallet.Row, line.Balance, line.Spend.Unit)].Add((line, hold));
        line.IsCounted = true;
    }

    private void Forget(long before)
    {
        while (_settled.TryPeek(out var oldest) && oldest.SettledAt < before)
        {
            _settled.Dequeue();
            // Settled again later, or reserved anew after a denial: then a newer entry is in the queue, or will be. The end of a kept slot adds one too.
            if (oldest.Hold.SettledAt?.UtcTicks == oldest.SettledAt && !IsWatched(oldest.Hold))
                _holds.Remove(oldest.Hold.Id);
        }
    }

    private MemoryWallet Of(string name)
    {
        // One call asks for its wallet many times.
        if (_latest?.Row.Name == name)
            return _latest;
        if (!_wallets.TryGetValue(name, out var wallet))
            _wallets[name] = wallet = new MemoryWallet(new WalletRow(name));
        return _latest = wallet;
    }

    private sealed class MemoryWallet(WalletRow row)
    {
        public WalletRow Row { get; } = row;

        /// <summary>The pots by the key of their balance.</summary>
        public Dictionary<string, List<PotRow>> Pots { get; } = [];

        /// <summary>The settled lines of each pot that no answer includes yet.</summary>
        public Dictionary<PotRow, List<(HoldLine Line, HoldRow Hold)>> Settled { get; } = [];

        public Dictionary<string, SlotRow> Slots { get; } = [];

        /// <summary>The ends of leases. An entry may be out of date.</summary>
        public PriorityQueue<HoldRow, long> Leases { get; } = new();
    }
}
