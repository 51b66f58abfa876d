namespace QuotaKit.Tests.Shared;

/// <content>Reserving.</content>
internal sealed partial class LedgerModel
{
    public ModelDecision Reserve(LedgerReserve request, DateTimeOffset now, DateTimeOffset clock)
    {
        var known = Hold(request.Id);
        switch (known?.StateAt(now))
        {
            case QuotaReservationState.Held:
                var isSame = known.Lines.Select(l => Asked(l.Spend)).SequenceEqual(request.Spends.Select(Asked));
                if (isSame && request.Attempt > known.Attempt)
                    Write(known = known with { Attempt = request.Attempt }, request.Spends.Select(s => s.Wallet), now);
                return new(isSame ? LedgerOutcome.Done : LedgerOutcome.Conflict, known);
            case QuotaReservationState.Committed or QuotaReservationState.Released or QuotaReservationState.Expired:
                return new(LedgerOutcome.Conflict, known);
        }

        var lack = Lacks(request, now, clock).FirstOrDefault();
        if (known is not null && known.Attempt >= request.Attempt)
            return new(LedgerOutcome.Denied, known, lack ?? new LedgerLack(LedgerLackReason.Repeated, 0, request.Spends[0].Amount));
        if (lack is not null && NeedsAnswer(request, lack, now, clock))
            return new(LedgerOutcome.AnswerNeeded, null, lack);

        var hold = new ModelHold(request.Id)
        {
            Recorded = lack is null ? QuotaReservationState.Held : QuotaReservationState.Denied,
            Attempt = request.Attempt,
            MadeBy = lack is null ? request.Attempt : 0,
            Lines = [.. request.Spends.Select(s => LineOf(s, now, lack is null))],
            ExpiresAt = now + request.Lease,
            Settled = lack is null ? null : now,
        };
        Write(hold, request.Spends.Select(s => s.Wallet), now);
        return new(lack is null ? LedgerOutcome.Done : LedgerOutcome.Denied, hold, lack);
    }

    private static (string, string?, decimal, QuotaUnit, string?, string?) Asked(LedgerSpend s) =>
        (s.Account, s.Balance, s.Amount, s.Unit, s.Budget?.Name, s.Concurrency?.Name);

    private ModelLine LineOf(LedgerSpend spend, DateTimeOffset now, bool takesSlot) => new(
        spend,
        spend.Balance ?? Wallet(spend.Wallet).Primary ?? "",
        spend.Budget is { } budget ? PeriodOf(budget, now) : null,
        takesSlot && spend.Concurrency is not null);

    private IEnumerable<LedgerLack> Lacks(LedgerReserve request, DateTimeOffset now, DateTimeOffset clock)
    {
        for (var i = 0; i < request.Spends.Count; i++)
        {
            var spend = request.Spends[i];
            var until = request.Spends.Take(i + 1).ToList();
            if (spend.Budget is { } budget)
            {
                var used = BudgetUsed(budget, PeriodOf(budget, now));
                var needed = until.Where(s => s.Budget?.Name == budget.Name).Sum(s => s.Amount);
                if (used + needed > budget.Limit)
                    yield return new(LedgerLackReason.Budget, i, needed) { Available = Math.Max(0, budget.Limit - used), Held = used, Unit = budget.Unit };
            }

            if (spend.Concurrency is { } limit)
            {
                var taken = SlotsTaken(spend.Wallet, limit, now);
                var needed = until.Count(s => s.Wallet == spend.Wallet && s.Concurrency?.Name == limit.Name);
                if (taken + needed > limit.Limit)
                    yield return new(LedgerLackReason.Concurrency, i, needed) { Available = Math.Max(0, limit.Limit - taken), Held = taken };
            }
        }

        for (var i = 0; i < request.Spends.Count; i++)
        {
            var lack = AmountLack(request.Spends, i, now, clock);
            if (lack is not null && !(lack.Reason == LedgerLackReason.Unknown && request.AllowsUnknown && !NeedsAnswer(request, lack, now, clock)))
                yield return lack;
        }
    }

    private LedgerLack? AmountLack(IReadOnlyList<LedgerSpend> spends, int i, DateTimeOffset now, DateTimeOffset clock)
    {
        var spend = spends[i];
        var wallet = Wallet(spend.Wallet);
        var balance = spend.Balance ?? wallet.Primary;
        var lack = new LedgerLack(LedgerLackReason.Unknown, i, spend.Amount) { Balance = balance };
        if (wallet.Latest is not { } latest)
            return lack;
        var isYoung = !wallet.IsStale && wallet.Newest <= clock && now - latest.Ticket.Time <= maxAge;
        var isAwaited = latest.Ticket.Number >= spend.FreshFrom && latest.Ticket.Number > wallet.Contradicted;
        if (!isYoung && !isAwaited)
            return lack;

        lack = lack with { AskedAt = latest.Ticket.Time };
        if (latest.Snapshot!.IsActive == false)
            return lack with { Reason = LedgerLackReason.Inactive, Available = 0 };
        if (wallet.Answered(balance!) is not { } answered)
            return lack with { Reason = LedgerLackReason.Balance };
        lack = lack with { Unit = answered.Unit };
        if (answered.Unit != spend.Unit)
            return lack with { Reason = LedgerLackReason.Unit };
        var sum = latest.Snapshot.Primary;
        var isSeparate = answered.Kind == QuotaKind.Allowance || (answered.Kind == QuotaKind.Balance && sum.Kind == QuotaKind.Allowance);
        if (answered != sum && answered.Unit == sum.Unit && !isSeparate)
            return lack with { Reason = LedgerLackReason.Part };
        if (answered.ResetsAt > latest.Ticket.Time && answered.ResetsAt <= now)
            return lack with { AskedAt = null };
        if (answered.IsUnlimited)
            return null;
        if (answered.Remaining is not { } remaining || HasOtherUnit(spend.Wallet, balance!, answered.Unit, now))
            return lack;

        var needed = spends.Take(i + 1).Where(s => (s.Wallet, s.Balance ?? wallet.Primary, s.Unit) == (spend.Wallet, balance, spend.Unit)).Sum(s => s.Amount);
        var used = Held(spend.Wallet, balance!, answered.Unit, now) + Spent(spend.Wallet, balance!, answered.Unit, now);
        var available = (remaining < 0 ? 0 : remaining) - spend.Reserve - used;
        return available >= needed ? null : lack with
        {
            Reason = LedgerLackReason.Amount,
            Needed = needed,
            Available = available < 0 ? 0 : available,
            Held = used,
        };
    }

    private bool HasOtherUnit(string wallet, string balance, QuotaUnit unit, DateTimeOffset now) => Wallet(wallet).Pots
        .Where(p => p.Balance == balance && p.Unit != unit)
        .Any(p => Held(wallet, balance, p.Unit, now) + Spent(wallet, balance, p.Unit, now) != 0);

    private bool NeedsAnswer(LedgerReserve request, LedgerLack lack, DateTimeOffset now, DateTimeOffset clock)
    {
        var spend = request.Spends[lack.Spend];
        if (lack.Reason is LedgerLackReason.Budget or LedgerLackReason.Concurrency)
            return false;
        var wallet = Wallet(spend.Wallet);
        if (spend.IsAsked)
            return wallet.Contradicted >= spend.FreshFrom && wallet.Contradicted >= wallet.Latest?.Ticket.Number;
        return lack.AskedAt is null || now - lack.AskedAt > TimeSpan.FromSeconds(2) || wallet.Newest > clock;
    }
}
