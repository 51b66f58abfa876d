namespace QuotaKit;

/// <summary>Decides whether a balance has enough left for a spend.</summary>
internal static class AmountRules
{
    /// <summary>Returns the reason why a spend cannot be held; null when it can.</summary>
    public static LedgerLack? LackOf(LedgerTurn turn, LedgerReserve request, int index)
    {
        var spend = request.Spends[index];
        var wallet = turn.Wallet(spend.Wallet);
        if (wallet.Answer is not { } answer || (spend.Balance ?? wallet.Primary) is not { } balance
            || !IsFresh(turn, wallet, answer, spend, request.MaxAge))
            return Lack(LedgerLackReason.Unknown) with { AskedAt = null };
        if (wallet.IsActive == false)
            return Lack(LedgerLackReason.Inactive) with { Available = 0 };

        var (pot, holdsOtherUnits) = Find(turn.Rows.Pots(wallet, balance));
        if (pot is null)
            return Lack(LedgerLackReason.Balance);
        if (pot.Unit != spend.Unit)
            return Lack(LedgerLackReason.Unit) with { Unit = pot.Unit };
        if (pot.IsPart)
            return Lack(LedgerLackReason.Part) with { Unit = pot.Unit };
        // The vendor has moved on since: what was left then says nothing about the new period.
        if (pot.ResetsAt is { } reset && answer.Time < reset && reset <= turn.Now)
            return Lack(LedgerLackReason.Unknown) with { Unit = pot.Unit, AskedAt = null };
        if (pot.IsUnlimited)
            return null;
        // Amounts in another unit cannot be subtracted.
        if (pot.Remaining is not { } remaining || holdsOtherUnits)
            return Lack(LedgerLackReason.Unknown) with { Unit = pot.Unit };

        var needed = spend.Amount + EarlierOf(request, index, wallet, balance);
        var used = pot.Held + pot.Spent;
        var available = Math.Max(0, remaining) - used - spend.Reserve;
        return needed <= available ? null : Lack(LedgerLackReason.Amount) with
        {
            Unit = pot.Unit,
            Needed = needed,
            Available = Math.Max(0, available),
            Held = used,
        };

        LedgerLack Lack(LedgerLackReason reason) =>
            new(reason, index, spend.Amount) { Balance = spend.Balance ?? wallet.Primary, AskedAt = wallet.Answer?.Time };
    }

    /// <summary>Finds the pot that the latest answer has, and whether amounts are held or spent in another unit of the balance.</summary>
    private static (PotRow? Answered, bool HoldsOtherUnits) Find(IReadOnlyList<PotRow> pots)
    {
        PotRow? answered = null;
        var holdsOtherUnits = false;
        for (var i = 0; i < pots.Count; i++)
        {
            if (pots[i].IsAnswered)
                answered = pots[i];
            else
                holdsOtherUnits |= pots[i].Held + pots[i].Spent != 0;
        }

        return (answered, holdsOtherUnits);
    }

    private static bool IsFresh(LedgerTurn turn, WalletRow wallet, LedgerTicket answer, LedgerSpend spend, TimeSpan maxAge) =>
        (spend.FreshFrom <= answer.Number && answer.Number > wallet.VoidThrough) || (!wallet.IsStale && !turn.IsBehind(wallet) && turn.Now - answer.Time <= maxAge);

    /// <summary>Sums what earlier spends of the same reservation take from the same balance.</summary>
    private static decimal EarlierOf(LedgerReserve request, int index, WalletRow wallet, string balance)
    {
        var sum = 0m;
        for (var i = 0; i < index; i++)
        {
            var earlier = request.Spends[i];
            if (earlier.Wallet == wallet.Name && (earlier.Balance ?? wallet.Primary) == balance && earlier.Unit == request.Spends[index].Unit)
                sum += earlier.Amount;
        }

        return sum;
    }
}
