namespace QuotaKit;

/// <summary>Loads and saves the totals of budgets, the slots of concurrency limits and the number of the latest attempt.</summary>
internal sealed class LimitTables(LedgerConnection connection)
{
    private readonly SqliteStatement _loadBudget = connection.Prepare("SELECT used FROM budget WHERE name = ?1 AND period = ?2");

    private readonly SqliteStatement _saveBudget = connection.Prepare(
        "INSERT INTO budget (name, period, used) VALUES (?1, ?2, ?3) ON CONFLICT (name, period) DO UPDATE SET used = ?3");

    private readonly SqliteStatement _loadSlot = connection.Prepare("SELECT taken FROM slot WHERE wallet = ?1 AND name = ?2");

    private readonly SqliteStatement _saveSlot = connection.Prepare(
        "INSERT INTO slot (wallet, name, taken) VALUES (?1, ?2, ?3) ON CONFLICT (wallet, name) DO UPDATE SET taken = ?3");

    private readonly SqliteStatement _addAttempt = connection.Prepare(
        "INSERT INTO counter (name, value) VALUES ('attempt', ?1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value");

    public BudgetRow Budget(string name, string period)
    {
        var budget = new BudgetRow(name, period);
        if (_loadBudget.Bind(1, name).Bind(2, period).Step())
            budget.Used = _loadBudget.Amount(0);
        _loadBudget.Reset();
        return budget;
    }

    public void Save(BudgetRow budget) => _saveBudget.Bind(1, budget.Name).Bind(2, budget.Period).Bind(3, budget.Used).Run();

    public SlotRow Slot(string wallet, string name)
    {
        var slots = new SlotRow(wallet, name);
        if (_loadSlot.Bind(1, wallet).Bind(2, name).Step())
            slots.Taken = (int)_loadSlot.Number(0);
        _loadSlot.Reset();
        return slots;
    }

    public void Save(SlotRow slots) => _saveSlot.Bind(1, slots.Wallet).Bind(2, slots.Name).Bind(3, (long)slots.Taken).Run();

    /// <summary>Returns the next number of an attempt. The first is the one after <see cref="LedgerReserve.FirstAttempt"/>.</summary>
    public long NextAttempt()
    {
        _addAttempt.Bind(1, LedgerReserve.FirstAttempt + 1).Step();
        var number = _addAttempt.Number(0);
        _addAttempt.Run();
        return number;
    }
}
