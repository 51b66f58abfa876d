namespace QuotaKit;

/// <summary>Decides whether a reservation is made.</summary>
internal static class ReserveRules
{
    /// <summary>An answer of this age is new enough for a denial. So an exhausted account is not polled without a pause.</summary>
    private static readonly TimeSpan _newEnoughToDeny = TimeSpan.FromSeconds(2);

    public static LedgerDecision Reserve(ILedgerRows rows, LedgerReserve request, DateTimeOffset clock)
    {
        var turn = new LedgerTurn(rows, clock, request.Spends);
        var hold = rows.Hold(request.Id);
        if (hold is { State: QuotaReservationState.Held })
            return Find(turn, hold, request);
        if (hold is not null && hold.State != QuotaReservationState.Denied)
            return turn.Conflict(hold);

        // A late copy of an attempt that was denied or withdrawn. A hold would have no owner.
        var isRepeated = hold is not null && request.Attempt <= hold.Attempt;
        var lack = LackOf(turn, request);
        if (lack is null && isRepeated)
            lack = new LedgerLack(LedgerLackReason.Repeated, 0, request.Spends[0].Amount);
        if (!isRepeated && lack is not null && CanAnswerHelp(turn, request, lack))
            return new LedgerDecision(LedgerOutcome.AnswerNeeded, null, lack, turn.Now);

        if (!isRepeated)
        {
            hold ??= rows.AddHold(request.Id);
            Record(turn, hold, request, isHeld: lack is null);
        }

        return lack is null ? turn.Done(hold!) : new LedgerDecision(LedgerOutcome.Denied, hold!.ToHold(turn.Now), lack, turn.Now);
    }

    /// <summary>Returns a reservation that is held already to its latest caller.</summary>
    private static LedgerDecision Find(LedgerTurn turn, HoldRow hold, LedgerReserve request)
    {
        // The lease is over, but this call does not end it, because the account has another wallet since.
        if (hold.ExpiresAt <= turn.Now || !HasSameSpends(hold, request.Spends))
            return turn.Conflict(hold);
        if (request.Attempt > hold.Attempt)
        {
            hold.Attempt = request.Attempt;
            turn.Save(hold);
        }

        return turn.Done(hold);
    }

    private static bool HasSameSpends(HoldRow hold, IReadOnlyList<LedgerSpend> spends)
    {
        if (hold.Lines.Length != spends.Count)
            return false;
        for (var i = 0; i < spends.Count; i++)
        {
            if (!hold.Lines[i].Spend.IsSameAs(spends[i]))
                return false;
        }

        return true;
    }

    private static LedgerLack? LackOf(LedgerTurn turn, LedgerReserve request)
    {
        // Budgets and slots first: no answer can change them.
        for (var i = 0; i < request.Spends.Count; i++)
        {
            if ((BudgetLack(turn, request, i) ?? SlotLack(turn, request, i)) is { } lack)
                return lack;
        }

        for (var i = 0; i < request.Spends.Count; i++)
        {
            if (AmountRules.LackOf(turn, request, i) is { } lack && !IsAllowed(turn, request, lack))
                return lack;
        }

        return null;
    }

    /// <summary>Whether the caller wants the amount held although it is unknown how much is left, and asking would tell nothing new.</summary>
    private static bool IsAllowed(LedgerTurn turn, LedgerReserve request, LedgerLack lack) =>
        lack.Reason == LedgerLackReason.Unknown && request.AllowsUnknown && !CanAnswerHelp(turn, request, lack);

    private static LedgerLack? BudgetLack(LedgerTurn turn, LedgerReserve request, int index)
    {
        if (request.Spends[index].Budget is not { } budget)
            return null;
        var used = turn.Rows.Budget(budget, BudgetPeriods.Of(budget, turn.Now)).Used;
        var needed = NeededOf(budget, request, index);
        return used + needed <= budget.Limit ? null : new LedgerLack(LedgerLackReason.Budget, index, needed)
        {
            Available = Math.Max(0, budget.Limit - used),
            Held = used,
            Unit = budget.Unit,
        };
    }

    private static LedgerLack? SlotLack(LedgerTurn turn, LedgerReserve request, int index)
    {
        var spend = request.Spends[index];
        if (spend.Concurrency is not { } limit)
            return null;
        var taken = turn.Rows.Slots(turn.Wallet(spend.Wallet), limit).Taken;
        var needed = NeededOf(limit, request, index);
        return taken + needed <= limit.Limit ? null : new LedgerLack(LedgerLackReason.Concurrency, index, needed)
        {
            Available = Math.Max(0, limit.Limit - taken),
            Held = taken,
        };
    }

    /// <summary>Sums what a spend and the earlier ones of its reservation take from a budget.</summary>
    private static decimal NeededOf(QuotaBudget budget, LedgerReserve request, int index) =>
        request.Spends.Take(index + 1).Where(s => s.Budget?.Name == budget.Name).Sum(s => s.Amount);

    /// <summary>Counts the slots that a spend and the earlier ones of its reservation take.</summary>
    private static int NeededOf(QuotaConcurrency limit, LedgerReserve request, int index) =>
        request.Spends.Take(index + 1).Count(s => s.Wallet == request.Spends[index].Wallet && s.Concurrency?.Name == limit.Name);

    private static bool CanAnswerHelp(LedgerTurn turn, LedgerReserve request, LedgerLack lack)
    {
        var spend = request.Spends[lack.Spend];
        if (lack.Reason is LedgerLackReason.Budget or LedgerLackReason.Concurrency)
            return false;
        var wallet = turn.Wallet(spend.Wallet);
        // The vendor was asked, but has contradicted that answer since.
        if (spend.IsAsked)
            return spend.FreshFrom <= wallet.VoidThrough && wallet.Answer is { } answer && answer.Number <= wallet.VoidThrough;
        return lack.AskedAt is not { } asked || turn.IsBehind(wallet) || turn.Now - asked > _newEnoughToDeny;
    }

    private static void Record(LedgerTurn turn, HoldRow hold, LedgerReserve request, bool isHeld)
    {
        hold.State = isHeld ? QuotaReservationState.Held : QuotaReservationState.Denied;
        (hold.Attempt, hold.MadeBy) = (request.Attempt, isHeld ? request.Attempt : 0);
        (hold.ReservedAt, hold.ExpiresAt) = (turn.Now, turn.Now + request.Lease);
        (hold.SettledAt, hold.Note) = (isHeld ? null : turn.Now, request.Note);
        hold.Lines = new HoldLine[request.Spends.Count];
        for (var i = 0; i < hold.Lines.Length; i++)
        {
            var spend = request.Spends[i];
            hold.Lines[i] = new HoldLine(spend, spend.Balance ?? turn.Wallet(spend.Wallet).Primary ?? "")
            {
                Period = spend.Budget is { } budget ? BudgetPeriods.Of(budget, turn.Now) : null,
            };
            if (isHeld)
                Hold(turn, hold.Lines[i]);
        }

        turn.Save(hold);
    }

    private static void Hold(LedgerTurn turn, HoldLine line)
    {
        var pot = turn.Pot(line);
        pot.Held += line.Spend.Amount;
        turn.Rows.Save(pot);
        turn.CountInBudget(line, line.Spend.Amount);
        if (line.Spend.Concurrency is not { } limit)
            return;
        var slots = turn.Rows.Slots(turn.Wallet(line.Spend.Wallet), limit);
        slots.Taken++;
        line.HasSlot = true;
        turn.Rows.Save(slots);
    }
}
