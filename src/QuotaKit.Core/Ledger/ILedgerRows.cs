namespace QuotaKit;

/// <summary>Loads and saves the rows of a ledger inside one lock or transaction. The rules decide; this only stores.</summary>
/// <remarks>Within one transaction, loading a row twice returns the same object.</remarks>
internal interface ILedgerRows
{
    /// <summary>Loads a wallet, or adds one.</summary>
    WalletRow Wallet(string name);

    /// <summary>Loads all pots of a wallet.</summary>
    IReadOnlyList<PotRow> Pots(WalletRow wallet);

    /// <summary>Loads the pots of one balance, one for each unit.</summary>
    IReadOnlyList<PotRow> Pots(WalletRow wallet, string balance);

    /// <summary>Loads a pot, or adds one.</summary>
    PotRow Pot(WalletRow wallet, string balance, QuotaUnit unit);

    /// <summary>Loads the total of a budget, or adds one.</summary>
    BudgetRow Budget(QuotaBudget budget, string period);

    /// <summary>Loads the slots of a concurrency limit, or adds them.</summary>
    SlotRow Slots(WalletRow wallet, QuotaConcurrency concurrency);

    /// <summary>Loads a reservation; null when the id is unknown.</summary>
    HoldRow? Hold(string id);

    /// <summary>Adds a reservation.</summary>
    HoldRow AddHold(string id);

    /// <summary>Loads the reservations with a line in this wallet that are held, or keep a slot after their commit, and whose lease has ended.</summary>
    IReadOnlyList<HoldRow> Ended(WalletRow wallet, DateTimeOffset now);

    /// <summary>Returns the sum of the amounts of this pot that were committed or expired at this time or later.</summary>
    decimal SettledSince(PotRow pot, DateTimeOffset since);

    /// <summary>Moves the lines of a pot to another balance, because an answer has told which balance is the first.</summary>
    void MoveLines(PotRow pot, string balance);

    /// <summary>Saves a changed wallet.</summary>
    void Save(WalletRow wallet);

    /// <summary>Saves a changed pot.</summary>
    void Save(PotRow pot);

    /// <summary>Saves a changed total of a budget.</summary>
    void Save(BudgetRow budget);

    /// <summary>Saves changed slots.</summary>
    void Save(SlotRow slots);

    /// <summary>Saves a changed or added reservation with all its lines.</summary>
    void Save(HoldRow hold);
}
