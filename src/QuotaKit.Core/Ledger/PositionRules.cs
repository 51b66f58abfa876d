namespace QuotaKit;

/// <summary>Reads the numbers of a balance.</summary>
internal static class PositionRules
{
    public static LedgerPosition? Position(ILedgerRows rows, string name, string? balance, DateTimeOffset clock)
    {
        var turn = new LedgerTurn(rows, clock, name);
        var wallet = turn.Wallet(name);
        if ((balance ?? wallet.Primary) is not { } key)
            return null;
        var pots = rows.Pots(wallet, key);
        // Of a balance that the answer does not have, the unit in which amounts are booked.
        var pot = pots.FirstOrDefault(p => p.IsAnswered) ?? pots.FirstOrDefault(p => p.Held + p.Spent != 0) ?? (pots.Count > 0 ? pots[0] : null);
        if (pot is null)
            return null;

        var isUsable = wallet is { IsStale: false, Answer: not null } && !turn.IsBehind(wallet) && pot.IsAnswered;
        return new LedgerPosition(pot.Balance, pot.Unit)
        {
            // Amounts in another unit cannot be subtracted.
            Remaining = pots.Any(p => p != pot && p.Held + p.Spent != 0) ? null : pot.Remaining,
            IsUnlimited = pot.IsUnlimited,
            IsActive = wallet.IsActive,
            Held = pot.Held,
            Spent = pot.Spent,
            AskedAt = isUsable ? wallet.Answer?.Time : null,
            ResetsAt = pot.ResetsAt,
            Now = turn.Now,
        };
    }
}
