namespace QuotaKit;

/// <summary>One call to a ledger, under its lock or in its transaction: the wallets of the call and the time.</summary>
/// <remarks>It first ends the leases that are over, so that all totals are right at <see cref="Now"/>. Nothing in it changes after that, so copies of it are
/// the same turn.</remarks>
internal struct LedgerTurn
{
    private readonly DateTimeOffset _clock;
    private readonly WalletRow? _first;

    // Most calls have one wallet.
    private List<WalletRow>? _others;

    /// <param name="rows">The rows.</param>
    /// <param name="clock">The time of the clock.</param>
    /// <param name="wallet">The name of the wallet that the call reads or changes.</param>
    public LedgerTurn(ILedgerRows rows, DateTimeOffset clock, string wallet)
    {
        (Rows, _clock, Now, _first) = (rows, clock, clock, rows.Wallet(wallet));
        Begin();
    }

    /// <param name="rows">The rows.</param>
    /// <param name="clock">The time of the clock.</param>
    /// <param name="spends">The spends of the call, whose wallets it changes.</param>
    /// <param name="lines">The lines that the reservation has already, whose wallets it changes too.</param>
    public LedgerTurn(ILedgerRows rows, DateTimeOffset clock, IReadOnlyList<LedgerSpend> spends, params ReadOnlySpan<HoldLine> lines)
    {
        (Rows, _clock, Now) = (rows, clock, clock);
        for (var i = 0; i < spends.Count + lines.Length; i++)
        {
            var name = i < spends.Count ? spends[i].Wallet : lines[i - spends.Count].Spend.Wallet;
            if (_first is null)
                _first = rows.Wallet(name);
            else if (WalletOrNull(name) is null)
                (_others ??= []).Add(rows.Wallet(name));
        }

        Begin();
    }

    public ILedgerRows Rows { get; }

    /// <summary>The ledger's time, which never goes back: that of the clock, or the newest time that was written.</summary>
    public DateTimeOffset Now { get; private set; }

    public readonly WalletRow Wallet(string name) => WalletOrNull(name) ?? throw new InvalidOperationException($"The call does not name the wallet {name}.");

    /// <summary>Whether the clock is behind the newest time that was written.</summary>
    public readonly bool IsBehind(WalletRow wallet) => _clock < wallet.Newest;

    public readonly PotRow Pot(HoldLine line) => Rows.Pot(Wallet(line.Spend.Wallet), line.Balance, line.Spend.Unit);

    public readonly BudgetRow? Budget(HoldLine line) => line is { Spend.Budget: { } budget, Period: { } period } ? Rows.Budget(budget, period) : null;

    /// <summary>Adds a charge to what was spent since the answer, or takes it away, unless the answer already includes it.</summary>
    public readonly void Charge(HoldLine line, DateTimeOffset settledAt, decimal amount)
    {
        if (settledAt < Wallet(line.Spend.Wallet).Superseded)
            return;
        var pot = Pot(line);
        pot.Spent += amount;
        Rows.Save(pot);
    }

    /// <summary>Changes what counts in the budget of a line.</summary>
    public readonly void CountInBudget(HoldLine line, decimal amount)
    {
        if (amount == 0 || Budget(line) is not { } budget)
            return;
        budget.Used += amount;
        Rows.Save(budget);
    }

    /// <summary>Ends the hold of a line, but not its slot.</summary>
    public readonly void Unhold(HoldLine line)
    {
        var pot = Pot(line);
        pot.Held -= line.Spend.Amount;
        Rows.Save(pot);
    }

    /// <summary>Gives the slot of a line back.</summary>
    public readonly void FreeSlot(HoldLine line)
    {
        if (!line.HasSlot)
            return;
        var slots = Rows.Slots(Wallet(line.Spend.Wallet), line.Spend.Concurrency!);
        slots.Taken--;
        line.HasSlot = false;
        Rows.Save(slots);
    }

    /// <summary>Saves a changed reservation and the time of the change.</summary>
    public readonly void Save(HoldRow hold)
    {
        Rows.Save(hold);
        SaveTime();
    }

    /// <summary>Saves the time of a change, so that no later change is earlier.</summary>
    public readonly void SaveTime()
    {
        for (var i = 0; WalletAt(i) is { } wallet; i++)
        {
            if (wallet.Newest >= Now)
                continue;
            wallet.Newest = Now;
            Rows.Save(wallet);
        }
    }

    public readonly LedgerDecision Done(HoldRow hold) => new(LedgerOutcome.Done, hold.ToHold(Now), null, Now);

    public readonly LedgerDecision Conflict(HoldRow? hold) => new(LedgerOutcome.Conflict, hold?.ToHold(Now), null, Now);

    private readonly WalletRow? WalletAt(int index) => index == 0 ? _first : index <= (_others?.Count ?? 0) ? _others![index - 1] : null;

    private readonly WalletRow? WalletOrNull(string name)
    {
        for (var i = 0; WalletAt(i) is { } wallet; i++)
        {
            if (wallet.Name == name)
                return wallet;
        }

        return null;
    }

    private void Begin()
    {
        for (var i = 0; WalletAt(i) is { } wallet; i++)
            Now = wallet.Newest > Now ? wallet.Newest : Now;

        // Ending a lease adds the other wallets of its reservation.
        var named = 1 + (_others?.Count ?? 0);
        for (var i = 0; i < named && WalletAt(i) is { } wallet; i++)
        {
            // The clock was set back: nobody knows how old the answer is, now and when the clock has caught up.
            if (IsBehind(wallet) && wallet is { IsStale: false, Answer: not null })
            {
                wallet.IsStale = true;
                Rows.Save(wallet);
            }

            foreach (var ended in Rows.Ended(wallet, Now))
            {
                End(ended);
                SaveTime();
            }
        }
    }

    /// <summary>Ends a lease. Held amounts then count as spent, because whoever held them may have spent them.</summary>
    private void End(HoldRow hold)
    {
        // A reservation of several wallets ends in all of them.
        foreach (var line in hold.Lines)
        {
            if (WalletOrNull(line.Spend.Wallet) is null)
                (_others ??= []).Add(Rows.Wallet(line.Spend.Wallet));
        }

        foreach (var line in hold.Lines)
        {
            if (hold.State == QuotaReservationState.Held)
            {
                Unhold(line);
                Charge(line, hold.ExpiresAt, line.Spend.Amount);
            }

            FreeSlot(line);
        }

        if (hold.State == QuotaReservationState.Held)
            (hold.State, hold.SettledAt) = (QuotaReservationState.Expired, hold.ExpiresAt);
        Rows.Save(hold);
    }
}
