namespace QuotaKit;

/// <summary>Reads rows of the table of reservations.</summary>
internal static class LineReader
{
    /// <summary>The columns, in the order in which they are read.</summary>
    public const string Columns =
        "id, state, attempt, made_by, reserved_at, expires_at, settled_at, is_flagged, keeps_slots, note, account, wallet, asked_balance, "
        + "balance, unit, amount, actual, reserve, budget, budget_limit, period, concurrency, concurrency_limit, has_slot";

    public static HoldRow Hold(SqliteStatement row) => new(row.Text(0))
    {
        State = (QuotaReservationState)row.Number(1),
        Attempt = row.Number(2),
        MadeBy = row.Number(3),
        ReservedAt = row.Time(4),
        ExpiresAt = row.Time(5),
        SettledAt = row.TimeOrNull(6),
        IsFlagged = row.Flag(7),
        KeepsSlots = row.Flag(8),
        Note = row.TextOrNull(9),
    };

    public static HoldLine Line(SqliteStatement row, string account)
    {
        var unit = QuotaUnit.Of(row.Text(14));
        var spend = new LedgerSpend
        {
            Account = account,
            Wallet = row.Text(11),
            Balance = row.TextOrNull(12),
            Amount = row.Amount(15),
            Unit = unit,
            Reserve = row.Amount(17),
            Budget = row.TextOrNull(18) is { } budget ? new QuotaBudget(budget, account, row.Amount(19), unit) : null,
            Concurrency = row.TextOrNull(21) is { } limit ? new QuotaConcurrency(account, limit, (int)row.Number(22)) : null,
        };
        return new HoldLine(spend, row.Text(13)) { Actual = row.AmountOrNull(16), Period = row.TextOrNull(20), HasSlot = row.Flag(23) };
    }
}
