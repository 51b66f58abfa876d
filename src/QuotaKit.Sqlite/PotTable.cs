namespace QuotaKit;

/// <summary>Loads and saves pots.</summary>
internal sealed class PotTable(LedgerConnection connection)
{
    private readonly SqliteStatement _load = connection.Prepare(
        """
        SELECT balance, unit, is_answered, remaining, is_unlimited, is_part, resets_at, held, spent FROM pot WHERE wallet = ?1
        """);

    private readonly SqliteStatement _save = connection.Prepare(
        """
        INSERT INTO pot (wallet, balance, unit, is_answered, remaining, is_unlimited, is_part, resets_at, held, spent)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (wallet, balance, unit) DO UPDATE SET is_answered = ?4, remaining = ?5, is_unlimited = ?6, is_part = ?7, resets_at = ?8,
            held = ?9, spent = ?10
        """);

    public List<PotRow> Load(string wallet)
    {
        var pots = new List<PotRow>();
        _load.Bind(1, wallet);
        while (_load.Step())
        {
            pots.Add(new PotRow(wallet, _load.Text(0), QuotaUnit.Of(_load.Text(1)))
            {
                IsAnswered = _load.Flag(2),
                Remaining = _load.AmountOrNull(3),
                IsUnlimited = _load.Flag(4),
                IsPart = _load.Flag(5),
                ResetsAt = _load.TimeOrNull(6),
                Held = _load.Amount(7),
                Spent = _load.Amount(8),
            });
        }

        return pots;
    }

    public void Save(PotRow pot) => _save
        .Bind(1, pot.Wallet).Bind(2, pot.Balance).Bind(3, pot.Unit.Name).Bind(4, pot.IsAnswered).Bind(5, pot.Remaining).Bind(6, pot.IsUnlimited)
        .Bind(7, pot.IsPart).Bind(8, pot.ResetsAt).Bind(9, pot.Held).Bind(10, pot.Spent)
        .Run();
}
