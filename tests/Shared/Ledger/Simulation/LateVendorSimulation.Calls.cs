namespace QuotaKit.Tests.Shared;

/// <content>The calls to the ledger.</content>
internal sealed partial class LateVendorSimulation
{
    private async Task ReserveAsync(SimulatedJob job, CancellationToken cancellationToken)
    {
        var request = new LedgerReserve
        {
            Id = job.Id,
            Attempt = job.Attempt++,
            Spends = [job.Spend],
            Lease = TimeSpan.FromSeconds(random.Next(60, (int)LongestLease)),
            MaxAge = _maxAge,
        };
        var decision = await ledger.ReserveAsync(request, cancellationToken);
        for (var i = 0; i < 2 && decision.Outcome == LedgerOutcome.AnswerNeeded; i++)
        {
            if (await AskAsync(cancellationToken) is not { } freshFrom)
                return;
            request = request with { Spends = [job.Spend with { IsAsked = true, FreshFrom = freshFrom }] };
            decision = await ledger.ReserveAsync(request, cancellationToken);
        }

        if (random.Next(4) == 0)
            Assert.Equal(decision.Outcome, (await ledger.ReserveAsync(request, cancellationToken)).Outcome);
        if (decision.Outcome == LedgerOutcome.Done)
        {
            (job.IsRunning, job.LeaseEnds) = (true, _time + (decision.Hold!.ExpiresAt - decision.Now).TotalSeconds);
            figures.Granted++;
            EndPhantom(job);
            return;
        }

        Assert.Equal(LedgerOutcome.Denied, decision.Outcome);
        figures.Denied++;
        if (Charged + AtRisk + job.Spend.Amount > _granted)
        {
            EndPhantom(job);
            return;
        }

        if (!SetsClockBack)
        {
            figures.Phantoms++;
            job.PhantomSince ??= _time;
            Assert.True(
                Charged + AtRisk + Excess() + job.Spend.Amount > _granted,
                $"{job.Id} was denied at {_time} s: {Charged} charged, {AtRisk} held and {Excess()} counted twice of {_granted}");
        }
    }

    /// <summary>Sums the most that the ledger may wrongly count: what is charged or over and still held, or ended
    /// less than the lag and an answer's age ago.</summary>
    private decimal Excess()
    {
        var since = _time - lag - _maxAge.TotalSeconds;
        _recent.RemoveAll(r => r.At < since);
        return _recent.Sum(r => r.Amount) + _jobs.Where(j => j.IsRunning && j.AtRiskAt(_time) == 0 && j.LeaseEnds >= since).Sum(j => j.Spend.Amount);
    }

    private void EndPhantom(SimulatedJob job)
    {
        if (job.PhantomSince is { } since)
            figures.PhantomSeconds.Add(_time - since);
        job.PhantomSince = null;
    }

    /// <summary>Asks the vendor. Returns the number of the ticket; null when nobody knows yet.</summary>
    private async Task<long?> AskAsync(CancellationToken cancellationToken)
    {
        var poll = await ledger.BeginPollAsync(wallet, null, cancellationToken);
        if (poll.Ticket is not { } ticket)
            return null;
        // The vendor looks at its numbers at some moment between the question and the answer.
        var left = Left();
        if (random.Next(2) == 0)
        {
            _time += 1;
            advance(TimeSpan.FromSeconds(1));
            left = random.Next(2) == 0 ? left : Left();
        }

        _late.Add((ticket, left));
        if (random.Next(10) == 0)
            return null;
        await OfferAsync(ticket, left, cancellationToken);
        return ticket.Number;
    }

    private decimal Left() => _granted - _charges.Where(c => c.Visible <= _time).Sum(c => c.Amount);

    private async Task OfferAsync(LedgerTicket ticket, decimal left, CancellationToken cancellationToken) => await ledger.OfferAsync(
        new LedgerAnswer { Wallet = wallet, Ticket = ticket, Snapshot = Snapshots.Of(Snapshots.Credits(left)), SettlementLag = TimeSpan.FromSeconds(lag) },
        cancellationToken);

    private async Task RenewAsync(SimulatedJob job, CancellationToken cancellationToken)
    {
        var decision = await ledger.RenewAsync(job.Id, TimeSpan.FromSeconds(random.Next(60, (int)LongestLease)), cancellationToken);
        if (decision.Outcome == LedgerOutcome.Done)
            job.LeaseEnds = Math.Max(job.LeaseEnds, _time + (decision.Hold!.ExpiresAt - decision.Now).TotalSeconds);
    }

    private async Task SettleAsync(SimulatedJob job, LedgerSettlementKind kind, decimal? actual, CancellationToken cancellationToken)
    {
        var settlement = new LedgerSettlement
        {
            Id = job.Id,
            Attempt = job.Attempt - 1,
            Kind = kind,
            Spends = [job.Spend],
            Actual = actual is { } amount ? [amount] : null,
        };
        for (var i = random.Next(3); i >= 0; i--)
            Assert.Equal(LedgerOutcome.Done, (await ledger.SettleAsync(settlement, cancellationToken)).Outcome);
        _jobs.Remove(job);
        if (actual is { } spent)
            _recent.Add((_time, spent));
    }
}
