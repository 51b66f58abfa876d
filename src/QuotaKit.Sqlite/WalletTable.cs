namespace QuotaKit;

/// <summary>Loads and saves wallets.</summary>
internal sealed class WalletTable(LedgerConnection connection)
{
    private readonly SqliteStatement _load = connection.Prepare(
        """
        SELECT newest, tickets, poll_ends, answer, asked_at, is_stale, is_active, first_balance, superseded, void_through FROM wallet WHERE name = ?1
        """);

    private readonly SqliteStatement _save = connection.Prepare(
        """
        INSERT INTO wallet (name, newest, tickets, poll_ends, answer, asked_at, is_stale, is_active, first_balance, superseded, void_through)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (name) DO UPDATE SET newest = ?2, tickets = ?3, poll_ends = ?4, answer = ?5, asked_at = ?6, is_stale = ?7, is_active = ?8,
            first_balance = ?9, superseded = ?10, void_through = ?11
        """);

    public WalletRow Load(string name)
    {
        var wallet = new WalletRow(name);
        if (!_load.Bind(1, name).Step())
            return wallet;
        (wallet.Newest, wallet.Tickets, wallet.PollEnds) = (_load.Time(0), _load.Number(1), _load.TimeOrNull(2));
        wallet.Answer = _load.NumberOrNull(3) is { } number ? new LedgerTicket(number, _load.Time(4)) : null;
        (wallet.IsStale, wallet.IsActive, wallet.Primary) = (_load.Flag(5), _load.FlagOrNull(6), _load.TextOrNull(7));
        (wallet.Superseded, wallet.VoidThrough) = (_load.Time(8), _load.NumberOrNull(9) ?? 0);
        _load.Reset();
        return wallet;
    }

    public void Save(WalletRow wallet) => _save
        .Bind(1, wallet.Name).Bind(2, wallet.Newest).Bind(3, wallet.Tickets).Bind(4, wallet.PollEnds).Bind(5, wallet.Answer?.Number)
        .Bind(6, wallet.Answer?.Time).Bind(7, wallet.IsStale).Bind(8, wallet.IsActive).Bind(9, wallet.Primary).Bind(10, wallet.Superseded)
        .Bind(11, wallet.VoidThrough)
        .Run();
}
