namespace QuotaKit;

/// <summary>Loads and saves reservations, one row for each amount.</summary>
internal sealed class LineTable(LedgerConnection connection)
{
    private readonly SqliteStatement _load = connection.Prepare($"SELECT {LineReader.Columns} FROM line WHERE id = ?1 ORDER BY position");

    private readonly SqliteStatement _ended = connection.Prepare(
        "SELECT id FROM line WHERE is_open = 1 AND wallet = ?1 AND expires_at <= ?2 ORDER BY expires_at");

    private readonly SqliteStatement _held = connection.Prepare(
        "SELECT id FROM line INDEXED BY line_open WHERE is_open = 1 AND state = 0 AND position = 0 ORDER BY reserved_at DESC, number DESC");

    private readonly SqliteStatement _settled = connection.Prepare(
        """
        SELECT COALESCE(actual, amount) FROM line
        WHERE wallet = ?1 AND balance = ?2 AND unit = ?3 AND settled_at >= ?4 AND state IN (1, 3)
        """);

    private readonly SqliteStatement _name = connection.Prepare("UPDATE line SET balance = ?3 WHERE wallet = ?1 AND unit = ?2 AND balance = ''");

    private readonly SqliteStatement _add = connection.Prepare(
        $"INSERT INTO line (position, is_open, {LineReader.Columns}) VALUES ({string.Join(", ", Enumerable.Range(1, 26).Select(i => $"?{i}"))})");

    private readonly SqliteStatement _change = connection.Prepare(
        """
        UPDATE line SET is_open = ?3, state = ?4, attempt = ?5, made_by = ?6, expires_at = ?7, settled_at = ?8, is_flagged = ?9, keeps_slots = ?10,
            balance = ?11, actual = ?12, has_slot = ?13
        WHERE id = ?1 AND position = ?2
        """);

    private readonly SqliteStatement _remove = connection.Prepare("DELETE FROM line WHERE id = ?1");

    public HoldRow? Load(string id)
    {
        HoldRow? hold = null;
        var lines = new List<HoldLine>(1);
        _load.Bind(1, id);
        while (_load.Step())
        {
            hold ??= LineReader.Hold(_load);
            if (_load.TextOrNull(10) is { } account)
                lines.Add(LineReader.Line(_load, account));
        }

        hold?.Lines = [.. lines];
        return hold;
    }

    /// <summary>Returns the ids of open reservations of a wallet whose lease ended at this time or earlier.</summary>
    public List<string> Ended(string wallet, DateTimeOffset now) => Ids(_ended.Bind(1, wallet).Bind(2, now));

    /// <summary>Returns the ids of reservations that nobody has settled, newest first.</summary>
    public List<string> Held() => Ids(_held);

    public decimal SettledSince(PotRow pot, DateTimeOffset since)
    {
        // In C#: SQL would add doubles.
        var sum = 0m;
        _settled.Bind(1, pot.Wallet).Bind(2, pot.Balance).Bind(3, pot.Unit.Name).Bind(4, since);
        while (_settled.Step())
            sum += _settled.Amount(0);
        return sum;
    }

    /// <summary>Names the balance of lines that have none.</summary>
    public void Name(string wallet, QuotaUnit unit, string balance) => _name.Bind(1, wallet).Bind(2, unit.Name).Bind(3, balance).Run();

    /// <summary>Adds a reservation, in place of the rows that it had.</summary>
    public void Replace(HoldRow hold)
    {
        _remove.Bind(1, hold.Id).Run();
        Add(hold);
    }

    /// <summary>Adds a reservation.</summary>
    public void Add(HoldRow hold)
    {
        if (hold.Lines.Length == 0)
            Add(hold, null, 0);
        for (var i = 0; i < hold.Lines.Length; i++)
            Add(hold, hold.Lines[i], i);
    }

    /// <summary>Saves what can change while the lines stay the same.</summary>
    public void Change(HoldRow hold)
    {
        for (var i = 0; i < Math.Max(1, hold.Lines.Length); i++)
        {
            var line = i < hold.Lines.Length ? hold.Lines[i] : null;
            _change.Bind(1, hold.Id).Bind(2, (long)i).Bind(3, IsOpen(hold)).Bind(4, (long)hold.State).Bind(5, hold.Attempt).Bind(6, hold.MadeBy)
                .Bind(7, hold.ExpiresAt).Bind(8, hold.SettledAt).Bind(9, hold.IsFlagged).Bind(10, hold.KeepsSlots)
                .Bind(11, line?.Balance).Bind(12, line?.Actual).Bind(13, line?.HasSlot ?? false)
                .Run();
        }
    }

    /// <summary>Whether the end of the lease changes something.</summary>
    public static bool IsOpen(HoldRow hold) =>
        hold.State == QuotaReservationState.Held || (hold.KeepsSlots && Array.Exists(hold.Lines, l => l.HasSlot));

    private static List<string> Ids(SqliteStatement statement)
    {
        var ids = new List<string>();
        while (statement.Step())
            ids.Add(statement.Text(0));
        return ids;
    }

    private void Add(HoldRow hold, HoldLine? line, int position)
    {
        var spend = line?.Spend;
        _add.Bind(1, (long)position).Bind(2, IsOpen(hold)).Bind(3, hold.Id).Bind(4, (long)hold.State).Bind(5, hold.Attempt).Bind(6, hold.MadeBy)
            .Bind(7, hold.ReservedAt).Bind(8, hold.ExpiresAt).Bind(9, hold.SettledAt).Bind(10, hold.IsFlagged).Bind(11, hold.KeepsSlots)
            .Bind(12, hold.Note).Bind(13, spend?.Account).Bind(14, spend?.Wallet).Bind(15, spend?.Balance).Bind(16, line?.Balance)
            .Bind(17, spend?.Unit.Name).Bind(18, spend?.Amount).Bind(19, line?.Actual).Bind(20, spend?.Reserve).Bind(21, spend?.Budget?.Name)
            .Bind(22, spend?.Budget?.Limit).Bind(23, line?.Period).Bind(24, spend?.Concurrency?.Name).Bind(25, (long?)spend?.Concurrency?.Limit)
            .Bind(26, line?.HasSlot ?? false)
            .Run();
    }
}
