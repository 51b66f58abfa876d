namespace QuotaKit;

/// <summary>Decides how a reservation ends. Money that was spent is always recorded; what is free again is decided once.</summary>
internal static class SettleRules
{
    public static LedgerDecision Settle(ILedgerRows rows, LedgerSettlement request, DateTimeOffset clock)
    {
        var hold = rows.Hold(request.Id);
        var turn = new LedgerTurn(rows, clock, request.Spends, hold?.Lines);
        return request.Kind switch
        {
            LedgerSettlementKind.Commit => Commit(turn, hold, request),
            LedgerSettlementKind.Release => Release(turn, hold, request),
            _ => Withdraw(turn, hold, request),
        };
    }

    public static LedgerDecision Renew(ILedgerRows rows, string id, TimeSpan lease, DateTimeOffset clock)
    {
        var hold = rows.Hold(id);
        var turn = new LedgerTurn(rows, clock, [], hold?.Lines);
        var keepsSlots = hold is { State: QuotaReservationState.Committed } && Array.Exists(hold.Lines, l => l.HasSlot);
        if (hold?.State != QuotaReservationState.Held && !keepsSlots)
            return turn.Conflict(hold);
        if (turn.Now + lease > hold!.ExpiresAt)
        {
            hold.ExpiresAt = turn.Now + lease;
            turn.Save(hold);
        }

        return turn.Done(hold);
    }

    private static LedgerDecision Commit(LedgerTurn turn, HoldRow? hold, LedgerSettlement request)
    {
        // The id was used for other spends, by the handle of a ledger that has lost its reservation. Its amounts fit no line.
        if (hold is { State: QuotaReservationState.Held or QuotaReservationState.Expired or QuotaReservationState.Committed }
            && request.Spends.Count != hold.Lines.Length)
            return turn.Conflict(hold);
        if (hold is { State: QuotaReservationState.Committed })
            return HasSameAmounts(hold, request) ? CommitAgain(turn, hold, request) : turn.Conflict(hold);
        if (hold is not { State: QuotaReservationState.Held or QuotaReservationState.Expired })
            return CommitUnheld(turn, hold ?? turn.Rows.AddHold(request.Id), request);

        for (var i = 0; i < hold.Lines.Length; i++)
        {
            var line = hold.Lines[i];
            var actual = request.Actual?[i] ?? line.Spend.Amount;
            if (hold.State == QuotaReservationState.Held)
                turn.Unhold(line);
            else
                turn.Charge(line, hold.SettledAt!.Value, -line.Spend.Amount);
            turn.Charge(line, turn.Now, actual);
            turn.CountInBudget(line, actual - line.Spend.Amount);
            hold.IsFlagged |= actual > line.Spend.Amount;
            line.Actual = actual;
            if (!request.KeepsSlots)
                turn.FreeSlot(line);
        }

        return Committed(turn, hold, request);
    }

    /// <summary>Repeats a commit. It may also end one that kept its slots, and then frees them; it takes no slot again.</summary>
    private static LedgerDecision CommitAgain(LedgerTurn turn, HoldRow hold, LedgerSettlement request)
    {
        if (request.KeepsSlots || !Array.Exists(hold.Lines, l => l.HasSlot))
            return turn.Done(hold);
        Array.ForEach(hold.Lines, turn.FreeSlot);
        turn.Save(hold);
        return turn.Done(hold);
    }

    /// <summary>Records money that was spent without a hold: after a release or a denial, or with an id that the ledger does not know.</summary>
    private static LedgerDecision CommitUnheld(LedgerTurn turn, HoldRow hold, LedgerSettlement request)
    {
        var before = hold.Lines;
        hold.Lines = [.. request.Spends.Select((s, i) => new HoldLine(s, s.Balance ?? turn.Wallet(s.Wallet).Primary ?? "")
        {
            Actual = request.Actual?[i] ?? s.Amount,
            // What was reserved once counts in the period of that time.
            Period = s.Budget is not { } budget ? null
                : (i < before.Length && hold.State == QuotaReservationState.Released ? before[i].Period : null) ?? BudgetPeriods.Of(budget, turn.Now),
        })];
        foreach (var line in hold.Lines)
        {
            turn.Charge(line, turn.Now, line.Charge);
            turn.CountInBudget(line, line.Charge);
        }

        if (hold.ReservedAt == default)
            (hold.ReservedAt, hold.ExpiresAt) = (turn.Now, turn.Now);
        hold.IsFlagged = true;
        return Committed(turn, hold, request);
    }

    private static LedgerDecision Committed(LedgerTurn turn, HoldRow hold, LedgerSettlement request)
    {
        (hold.State, hold.SettledAt) = (QuotaReservationState.Committed, turn.Now);
        hold.KeepsSlots = request.KeepsSlots;
        turn.Save(hold);
        return turn.Done(hold);
    }

    private static LedgerDecision Release(LedgerTurn turn, HoldRow? hold, LedgerSettlement request)
    {
        switch (hold?.State)
        {
            case null:
                // A tombstone: a reserve that arrives later is not granted.
                hold = turn.Rows.AddHold(request.Id);
                (hold.Attempt, hold.ReservedAt, hold.ExpiresAt) = (request.Attempt, turn.Now, turn.Now);
                return Ended(turn, hold, QuotaReservationState.Released);
            case QuotaReservationState.Denied or QuotaReservationState.Released:
                return turn.Done(hold);
            // An earlier handle must not free what a later one may be spending.
            case QuotaReservationState.Held when hold.Attempt == request.Attempt:
                Undo(turn, hold);
                return Ended(turn, hold, QuotaReservationState.Released);
            case QuotaReservationState.Committed when hold.KeepsSlots:
                Array.ForEach(hold.Lines, turn.FreeSlot);
                turn.Save(hold);
                return turn.Done(hold);
            default:
                return turn.Conflict(hold);
        }
    }

    private static LedgerDecision Withdraw(LedgerTurn turn, HoldRow? hold, LedgerSettlement request)
    {
        if (hold is null)
        {
            hold = turn.Rows.AddHold(request.Id);
            (hold.Attempt, hold.ReservedAt, hold.ExpiresAt) = (request.Attempt, turn.Now, turn.Now);
            return Ended(turn, hold, QuotaReservationState.Denied);
        }

        if (hold.State == QuotaReservationState.Denied && hold.Attempt < request.Attempt)
        {
            hold.Attempt = request.Attempt;
            turn.Save(hold);
        }

        if (hold.State != QuotaReservationState.Held || hold.MadeBy != request.Attempt || hold.Attempt != request.Attempt)
            return turn.Done(hold);
        Undo(turn, hold);
        return Ended(turn, hold, QuotaReservationState.Denied);
    }

    private static void Undo(LedgerTurn turn, HoldRow hold)
    {
        foreach (var line in hold.Lines)
        {
            turn.Unhold(line);
            turn.CountInBudget(line, -line.Spend.Amount);
            turn.FreeSlot(line);
        }
    }

    private static LedgerDecision Ended(LedgerTurn turn, HoldRow hold, QuotaReservationState state)
    {
        (hold.State, hold.SettledAt) = (state, turn.Now);
        turn.Save(hold);
        return turn.Done(hold);
    }

    private static bool HasSameAmounts(HoldRow hold, LedgerSettlement request)
    {
        for (var i = 0; i < hold.Lines.Length; i++)
        {
            if (hold.Lines[i].Actual != (request.Actual?[i] ?? hold.Lines[i].Spend.Amount))
                return false;
        }

        return true;
    }
}
