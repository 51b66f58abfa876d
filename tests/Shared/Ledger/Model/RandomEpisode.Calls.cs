namespace QuotaKit.Tests.Shared;

/// <content>The calls.</content>
internal sealed partial class RandomEpisode
{
    private async Task ReserveAsync(string id, CancellationToken cancellationToken)
    {
        var request = new LedgerReserve
        {
            Id = id,
            Attempt = random.Next(1, 6),
            Spends = [.. _spends.Of(id).Select(s => s with { IsAsked = random.Next(3) > 0, FreshFrom = FreshFrom(s.Wallet) })],
            Lease = TimeSpan.FromSeconds(Pick(1, 30, 60, 600, 3_600)),
            MaxAge = _maxAge,
            AllowsUnknown = random.Next(8) == 0,
        };
        Calls.Add($"reserve {id} attempt {request.Attempt}: {string.Join(" and ", request.Spends)}, lease {request.Lease}, allows {request.AllowsUnknown}");
        var real = await ledger.ReserveAsync(request, cancellationToken);
        var now = Compare(real.Now, request.Spends.Select(s => s.Wallet));
        CompareDecision(_model.Reserve(request, now, ClockAt(now)), real);
        if (real.Outcome == LedgerOutcome.Done)
            Decided = Decided with { Held = Decided.Held + 1 };
        else if (real.Outcome == LedgerOutcome.Denied)
            Decided = Decided with { Denied = Decided.Denied + 1 };
    }

    private long? FreshFrom(string wallet) => random.Next(4) switch { 0 => null, 1 => random.Next(6), _ => _model.Wallet(wallet).Latest?.Ticket.Number };

    private async Task SettleAsync(string id, LedgerSettlementKind kind, CancellationToken cancellationToken)
    {
        // Mostly the handle of the reservation; now and then one that a ledger has lost.
        var spends = _model.Hold(id) is { Lines.Count: > 0 } known && random.Next(10) > 0 ? [.. known.Lines.Select(l => l.Spend)] : _spends.Of(id);
        var request = new LedgerSettlement
        {
            Id = id,
            Attempt = random.Next(3) > 0 ? _model.Hold(id)?.Attempt ?? 1 : random.Next(1, 6),
            Kind = kind,
            Spends = spends,
            Actual = random.Next(2) == 0 ? null : [.. spends.Select(s => random.Next(3) switch { 0 => 0, 1 => s.Amount, _ => _spends.Amount() })],
            KeepsSlots = random.Next(3) == 0,
        };
        var amounts = string.Join(" and ", request.Actual ?? [.. spends.Select(s => s.Amount)]);
        Calls.Add($"{kind} {id} attempt {request.Attempt}: {amounts}, keeps {request.KeepsSlots}");
        var wallets = spends.Concat(_model.Hold(id)?.Lines.Select(l => l.Spend) ?? []).Select(s => s.Wallet);
        var real = await ledger.SettleAsync(request, cancellationToken);
        CompareDecision(_model.Settle(request, Compare(real.Now, wallets)), real);
    }

    private async Task RenewAsync(string id, CancellationToken cancellationToken)
    {
        var lease = TimeSpan.FromSeconds(Pick(1, 60, 600, 3_600));
        Calls.Add($"renew {id} by {lease}");
        var real = await ledger.RenewAsync(id, lease, cancellationToken);
        CompareDecision(_model.Renew(id, lease, Compare(real.Now, _model.Hold(id)?.Lines.Select(l => l.Spend.Wallet) ?? [])), real);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var wallet = _spends.Wallet();
        var freshFrom = FreshFrom(wallet);
        Calls.Add($"poll {wallet} from {freshFrom}");
        var real = await ledger.BeginPollAsync(wallet, freshFrom, cancellationToken);
        var model = _model.BeginPoll(wallet, freshFrom, ClockAt(real.Ticket?.Time));
        if (clock is not null || real.Ticket is not null)
            Assert.Equal(model, real);
        if (real.Ticket is { } ticket)
            _tickets.Add((wallet, ticket));
        else if (model.Ticket is not null)
            _model.Wallet(wallet).Polls.RemoveAt(_model.Wallet(wallet).Polls.Count - 1);
    }

    private async Task OfferAsync(CancellationToken cancellationToken)
    {
        if (_tickets.Count == 0)
            return;
        var (wallet, ticket) = random.Next(3) > 0 ? _tickets[^1] : _tickets[random.Next(_tickets.Count)];
        // Now and then a ticket of a history that was lost.
        if (random.Next(20) == 0)
            ticket = ticket with { Number = ticket.Number + 100 };
        var answer = new LedgerAnswer
        {
            Wallet = wallet,
            Ticket = ticket,
            Snapshot = random.Next(8) == 0 ? null : _spends.Answer(ticket.Time),
            SettlementLag = wallet.EndsWith('a') ? TimeSpan.FromSeconds(60) : TimeSpan.Zero,
        };
        Calls.Add($"offer {wallet} {ticket}: {answer.Snapshot?.ToString() ?? "failed"}");
        await ledger.OfferAsync(answer, cancellationToken);
        _model.Offer(answer, ClockAt());
    }

    private async Task ExpireAnswerAsync(CancellationToken cancellationToken)
    {
        var wallet = _spends.Wallet();
        Calls.Add($"expire the answer of {wallet}");
        await ledger.ExpireAnswerAsync(wallet, cancellationToken);
        _model.Begin([wallet], ClockAt());
        _model.Wallet(wallet).IsStale = true;
        _model.Wallet(wallet).Contradicted = _model.Wallet(wallet).Polls.Count;
    }
}
