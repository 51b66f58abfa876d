namespace QuotaKit.Tests.Shared;

/// <summary>Honest jobs on one account of a vendor that charges late. It knows the truth, so it finds what is spent twice and what is denied wrongly.</summary>
/// <remarks>Jobs crash, repeat calls and release; answers come late and out of order; the clock is set back. It then
/// catches up by itself: a jump forward would let leases end early and superseded charges come late, which no ledger can know.</remarks>
/// <param name="ledger">The ledger.</param>
/// <param name="random">The source of chance.</param>
/// <param name="wallet">The wallet, which no earlier simulation has used.</param>
/// <param name="lag">The settlement lag, in seconds.</param>
/// <param name="advance">Moves the ledger's clock.</param>
/// <param name="figures">The figures to add to.</param>
internal sealed partial class LateVendorSimulation(
    IQuotaLedger ledger, Random random, string wallet, double lag, Action<TimeSpan> advance, SimulationFigures figures)
{
    private static readonly TimeSpan _maxAge = TimeSpan.FromMinutes(1);

    private readonly List<SimulatedJob> _jobs = [];
    private readonly List<(double Visible, decimal Amount)> _charges = [];
    private readonly List<(LedgerTicket Ticket, decimal Left)> _late = [];
    // What the ledger may still count although it is charged or free: the end of each hold, and each top-up.
    private readonly List<(double At, decimal Amount)> _recent = [];
    private decimal _granted = 200;
    private double _time;
    private double _setBack;
    private int _made;

    /// <summary>The longest lease, in seconds.</summary>
    public const double LongestLease = 300;

    /// <summary>Whether the clock may be set back. Wrong denials are then not counted: the ledger's time stands still.</summary>
    public bool SetsClockBack { get; init; }

    private decimal Charged => _charges.Sum(c => c.Amount);

    private decimal AtRisk => _jobs.Sum(j => j.AtRiskAt(_time));

    public async Task RunAsync(int operations, CancellationToken cancellationToken)
    {
        for (var i = 0; i < operations; i++)
        {
            await StepAsync(cancellationToken);
            Assert.True(Charged + AtRisk <= _granted, $"{wallet}: {Charged} charged and {AtRisk} held of {_granted} after {i} operations");
            figures.Operations++;
        }

        if (_setBack == 0)
            await EndAsync(cancellationToken);
        advance(TimeSpan.FromSeconds(_setBack));
    }

    /// <summary>Checks that nothing is lost or counted twice: after a lease, the lag and the age of an answer, exactly what is left can be reserved.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var job in _jobs.Where(j => j.IsRunning).ToList())
            await ForgetAsync(job);
        _jobs.Clear();
        _late.Clear();
        _granted += 1;
        await PassAsync(LongestLease + lag + _maxAge.TotalSeconds + 1, cancellationToken);
        var left = _granted - Charged;
        var (more, all) = (NewJob(left + 0.000000001m), NewJob(left));
        // Offers may come late, so that it takes some tries.
        for (var i = 0; i < 10; i++)
        {
            await ReserveAsync(more, cancellationToken);
            await PassAsync(11, cancellationToken);
        }

        for (var i = 0; i < 10 && !all.IsRunning; i++)
        {
            await ReserveAsync(all, cancellationToken);
            await PassAsync(11, cancellationToken);
        }

        Assert.Equal((false, true), (more.IsRunning, all.IsRunning));
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        switch (random.Next(20))
        {
            case < 4 when _jobs.Count < 8:
                _jobs.Add(NewJob(random.Next(1, 80)));
                await ReserveAsync(_jobs[^1], cancellationToken);
                break;
            case < 13 when _jobs.Count > 0:
                await ActAsync(_jobs[random.Next(_jobs.Count)], cancellationToken);
                break;
            case 13 when _late.Count > 0:
                var (ticket, left) = _late[random.Next(_late.Count)];
                await OfferAsync(ticket, left, cancellationToken);
                break;
            case 14:
                _recent.Add((_time, random.Next(60)));
                _granted += _recent[^1].Amount;
                break;
            case 15 when SetsClockBack && random.Next(5) == 0:
                var by = new[] { 30, 120, 7_200 }[random.Next(3)];
                _setBack += by;
                advance(TimeSpan.FromSeconds(-by));
                break;
            default:
                await PassAsync(random.Next(12) == 0 ? 200 : random.Next(1, 20), cancellationToken);
                break;
        }
    }

    private SimulatedJob NewJob(decimal amount)
    {
        var spend = new LedgerSpend { Account = wallet, Wallet = wallet, Amount = amount, Unit = QuotaUnit.Credits };
        return new SimulatedJob($"{wallet}-{_made++}", spend);
    }

    /// <summary>Lets time pass, and tries again what was denied wrongly.</summary>
    private async Task PassAsync(double seconds, CancellationToken cancellationToken)
    {
        _time += seconds;
        advance(TimeSpan.FromSeconds(seconds));
        foreach (var job in _jobs.Where(j => j.PhantomSince is not null).ToList())
            await ReserveAsync(job, cancellationToken);
    }

    private Task ActAsync(SimulatedJob job, CancellationToken cancellationToken)
    {
        if (!job.IsRunning)
            return ReserveAsync(job, cancellationToken);
        if (job.Charged is null && _time >= job.LeaseEnds)
            return ForgetAsync(job);
        if (job.Charged is not { } charged)
        {
            switch (random.Next(32))
            {
                case < 27:
                    job.Charged = Math.Max(1, job.Spend.Amount - random.Next(3));
                    _charges.Add((_time + (random.NextDouble() * Math.Max(0, lag - 1)), job.Charged.Value));
                    return Task.CompletedTask;
                case 27:
                    return ForgetAsync(job);
                case 28 or 29:
                    return RenewAsync(job, cancellationToken);
                default:
                    return SettleAsync(job, LedgerSettlementKind.Release, null, cancellationToken);
            }
        }

        // It crashes between the charge and the commit now and then: then the expiry counts.
        return random.Next(32) == 0 ? ForgetAsync(job) : SettleAsync(job, LedgerSettlementKind.Commit, charged, cancellationToken);
    }

    private Task ForgetAsync(SimulatedJob job)
    {
        _jobs.Remove(job);
        _recent.Add((job.LeaseEnds, job.Spend.Amount));
        return Task.CompletedTask;
    }
}
