namespace QuotaKit.Tests.Shared;

/// <content>Settling and renewing.</content>
internal sealed partial class LedgerModel
{
    public ModelDecision Settle(LedgerSettlement request, DateTimeOffset now)
    {
        var known = Hold(request.Id);
        var changed = request.Kind switch
        {
            LedgerSettlementKind.Commit => Commit(known, request, now),
            LedgerSettlementKind.Release => Release(known, request, now),
            _ => Withdraw(known, request, now),
        };
        if (changed is null)
            return new(LedgerOutcome.Conflict, known);
        if (changed != known)
            Write(changed, request.Spends.Select(s => s.Wallet).Concat(known?.Lines.Select(l => l.Spend.Wallet) ?? []), now);
        return new(LedgerOutcome.Done, changed);
    }

    public ModelDecision Renew(string id, TimeSpan lease, DateTimeOffset now)
    {
        var known = Hold(id);
        var isRunning = known is not null && (known.StateAt(now) == QuotaReservationState.Held || known.Lines.Any(l => known.HasSlotAt(l, now)));
        if (!isRunning)
            return new(LedgerOutcome.Conflict, known);
        if (now + lease > known!.ExpiresAt)
            Write(known = known with { ExpiresAt = now + lease }, known.Lines.Select(l => l.Spend.Wallet), now);
        return new(LedgerOutcome.Done, known);
    }

    /// <summary>Returns the reservation after a commit; null means that the commit is refused.</summary>
    private ModelHold? Commit(ModelHold? known, LedgerSettlement request, DateTimeOffset now)
    {
        var state = known?.StateAt(now);
        var isReserved = state is QuotaReservationState.Held or QuotaReservationState.Expired or QuotaReservationState.Committed;
        if (isReserved && known!.Lines.Count != request.Spends.Count)
            return null;
        var spends = isReserved ? [.. known!.Lines.Select(l => l.Spend)] : request.Spends;
        var actual = request.Actual ?? [.. spends.Select(s => s.Amount)];
        if (state == QuotaReservationState.Committed)
            return known!.Lines.Select(l => l.Actual!.Value).SequenceEqual(actual) ? Repeated(known, request, now) : null;

        var lines = isReserved ? known!.Lines : [.. spends.Select((s, i) => Unreserved(known, s, i, now))];
        return new ModelHold(request.Id)
        {
            Recorded = QuotaReservationState.Committed,
            Attempt = known?.Attempt ?? 0,
            MadeBy = known?.MadeBy ?? 0,
            Lines = [.. lines.Select((l, i) => l with { Actual = actual[i], HasSlot = l.HasSlot && state == QuotaReservationState.Held })],
            ExpiresAt = known?.ExpiresAt ?? now,
            Settled = now,
            IsFlagged = !isReserved || spends.Where((s, i) => actual[i] > s.Amount).Any(),
            KeepsSlots = request.KeepsSlots,
        };
    }

    private static ModelHold Repeated(ModelHold known, LedgerSettlement request, DateTimeOffset now) =>
        request.KeepsSlots || !known.Lines.Any(l => known.HasSlotAt(l, now))
            ? known
            : known with { Lines = [.. known.Lines.Select(l => l with { HasSlot = false })] };

    private ModelLine Unreserved(ModelHold? known, LedgerSpend spend, int i, DateTimeOffset now)
    {
        var line = LineOf(spend, now, takesSlot: false);
        var before = known is { Recorded: QuotaReservationState.Released } && spend.Budget is not null ? known.Lines.ElementAtOrDefault(i)?.Period : null;
        return line with { Period = before ?? line.Period };
    }

    private static ModelHold? Release(ModelHold? known, LedgerSettlement request, DateTimeOffset now) => known?.StateAt(now) switch
    {
        null => new ModelHold(request.Id) { Recorded = QuotaReservationState.Released, Attempt = request.Attempt, ExpiresAt = now, Settled = now },
        QuotaReservationState.Denied or QuotaReservationState.Released => known,
        QuotaReservationState.Held when known.Attempt == request.Attempt => known with { Recorded = QuotaReservationState.Released, Settled = now },
        // The lines lose their slots. A record that changes nothing else is a write all the same.
        QuotaReservationState.Committed when known.KeepsSlots => known with { Lines = [.. known.Lines.Select(l => l with { HasSlot = false })] },
        _ => null,
    };

    private static ModelHold Withdraw(ModelHold? known, LedgerSettlement request, DateTimeOffset now) => known?.StateAt(now) switch
    {
        null => new ModelHold(request.Id) { Recorded = QuotaReservationState.Denied, Attempt = request.Attempt, ExpiresAt = now, Settled = now },
        QuotaReservationState.Denied when known.Attempt < request.Attempt => known with { Attempt = request.Attempt },
        QuotaReservationState.Held when known.MadeBy == request.Attempt && known.Attempt == request.Attempt =>
            known with { Recorded = QuotaReservationState.Denied, Settled = now },
        _ => known,
    };
}
