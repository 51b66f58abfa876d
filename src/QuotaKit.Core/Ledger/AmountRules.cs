namespace QuotaKit;

/// <summary>Decides whether a balance has enough left for a spend.</summary>
internal static class AmountRules
{
    /// <summary>Returns the reason why a spend cannot be held; null when it can.</summary>
    public static LedgerLack? LackOf(LedgerTurn turn, LedgerReserve request, int index)
    {
        var spend = request.Spends[index];
        var wallet = turn.Wallet(spend.Wallet);
        var lack = new LedgerLack(LedgerLackReason.Unknown, index, spend.Amount) { Balance = spend.Balance ?? wallet.Primary };
        if (wallet.Answer is not { } answer || lack.Balance is not { } balance || !IsFresh(turn, wallet, answer, spend, request.MaxAge))
            return lack;

        lack = lack with { AskedAt = answer.Time };
        if (wallet.IsActive == false)
            return lack with { Reason = LedgerLackReason.Inactive, Available = 0 };

        var pots = turn.Rows.Pots(wallet, balance);
        var answered = pots.FirstOrDefault(p => p.IsAnswered);
        if (answered is null)
            return lack with { Reason = LedgerLackReason.Balance };
        lack = lack with { Unit = answered.Unit };
        if (answered.Unit != spend.Unit)
            return lack with { Reason = LedgerLackReason.Unit };
        if (answered.IsPart)
            return lack with { Reason = LedgerLackReason.Part };
        // The vendor has moved on since: what was left then says nothing about the new period.
        if (answered.ResetsAt is { } reset && answer.Time < reset && reset <= turn.Now)
            return lack with { AskedAt = null };
        if (answered.IsUnlimited)
            return null;
        // Amounts in another unit cannot be subtracted.
        if (answered.Remaining is not { } remaining || pots.Any(p => !p.IsAnswered && p.Held + p.Spent != 0))
            return lack;

        var needed = spend.Amount + EarlierOf(request, index, wallet, balance);
        var used = answered.Held + answered.Spent;
        var available = Math.Max(0, remaining) - used - spend.Reserve;
        return needed <= available ? null : lack with
        {
            Reason = LedgerLackReason.Amount, Needed = needed, Available = Math.Max(0, available), Held = used,
        };
    }

    private static bool IsFresh(LedgerTurn turn, WalletRow wallet, LedgerTicket answer, LedgerSpend spend, TimeSpan maxAge) =>
        spend.FreshFrom <= answer.Number || (!wallet.IsStale && !turn.IsBehind(wallet) && turn.Now - answer.Time <= maxAge);

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
