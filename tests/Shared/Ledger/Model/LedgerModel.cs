namespace QuotaKit.Tests.Shared;

/// <summary>A plain reference of what ledgers decide. It keeps every reservation and answer, and sums them anew for each question.</summary>
/// <param name="maxAge">The maximum age of an answer.</param>
internal sealed partial class LedgerModel(TimeSpan maxAge)
{
    private readonly Dictionary<string, ModelHold> _holds = [];
    private readonly Dictionary<string, ModelWallet> _wallets = [];

    private readonly HashSet<(string Id, DateTimeOffset End)> _met = [];

    public IReadOnlyCollection<ModelHold> Holds => _holds.Values;

    public ModelWallet Wallet(string name) => _wallets.TryGetValue(name, out var wallet) ? wallet : _wallets[name] = new ModelWallet();

    public ModelHold? Hold(string id) => _holds.GetValueOrDefault(id);

    /// <summary>Returns the ledger's time of a call to these wallets, and notes that answers are stale while the clock is behind it.</summary>
    public DateTimeOffset Begin(IEnumerable<string> wallets, DateTimeOffset clock)
    {
        var touched = wallets.Select(Wallet).ToList();
        foreach (var wallet in touched)
            wallet.IsStale |= wallet.Newest > clock && wallet.Latest is not null;
        var now = touched.Select(w => w.Newest).Append(clock).Max();
        // An end of a lease that a call has met stays an end.
        foreach (var hold in _holds.Values.Where(h => IsRunning(h) && h.ExpiresAt <= now && h.Lines.Any(l => touched.Contains(Wallet(l.Spend.Wallet)))))
            touched.ForEach(w => w.Newest = _met.Add((hold.Id, hold.ExpiresAt)) ? now : w.Newest);
        return now;
    }

    public decimal Held(string wallet, string balance, QuotaUnit unit, DateTimeOffset now) =>
        LinesOf(wallet, balance, unit).Where(x => x.Hold.StateAt(now) == QuotaReservationState.Held).Sum(x => x.Line.Spend.Amount);

    public decimal Spent(string wallet, string balance, QuotaUnit unit, DateTimeOffset now)
    {
        var since = Wallet(wallet).Superseded;
        return LinesOf(wallet, balance, unit).Where(x => x.Hold.SettledAt(now) >= since).Sum(x => x.Hold.SpentAt(x.Line, now));
    }

    public decimal BudgetUsed(QuotaBudget budget, string period) =>
        AllLines().Where(x => x.Line.Spend.Budget?.Name == budget.Name && x.Line.Period == period).Sum(x => x.Hold.CountsAt(x.Line));

    public int SlotsTaken(string wallet, QuotaConcurrency limit, DateTimeOffset now) =>
        AllLines().Count(x => x.Line.Spend.Wallet == wallet && x.Line.Spend.Concurrency?.Name == limit.Name && x.Hold.HasSlotAt(x.Line, now));

    /// <summary>Names the period of a budget by its ordinal days, in a way of its own.</summary>
    public static string PeriodOf(QuotaBudget budget, DateTimeOffset now)
    {
        var local = now.ToOffset(budget.TimeZone.GetUtcOffset(now)).Date;
        return budget.Period switch
        {
            QuotaBudgetPeriod.Day => FormattableString.Invariant($"d{local:yyyyMMdd}"),
            QuotaBudgetPeriod.Week => $"w{System.Globalization.ISOWeek.GetYear(local)}-{System.Globalization.ISOWeek.GetWeekOfYear(local)}",
            QuotaBudgetPeriod.Month => FormattableString.Invariant($"m{local:yyyyMM}"),
            _ => "t",
        };
    }

    public void Offer(LedgerAnswer answer, DateTimeOffset clock)
    {
        var now = Begin([answer.Wallet], clock);
        var wallet = Wallet(answer.Wallet);
        if (wallet.Polls.Count == answer.Ticket.Number)
            wallet.Polls[^1] = wallet.Polls[^1] with { IsOver = true };
        if (answer.Snapshot is { } snapshot && answer.Ticket.Number <= wallet.Polls.Count && !(wallet.Latest?.Ticket.Number >= answer.Ticket.Number))
        {
            wallet.Answers.Add(answer);
            wallet.IsStale = wallet.Newest > clock || answer.Ticket.Number <= wallet.Contradicted;
            wallet.Pots.UnionWith(snapshot.Balances.Select(b => (b.Key, b.Unit)));
            foreach (var hold in _holds.Values.ToList())
                _holds[hold.Id] = hold with { Lines = [.. hold.Lines.Select(l => Placed(l, answer.Wallet, snapshot.Primary.Key))] };
        }

        wallet.Newest = now;
    }

    private static bool IsRunning(ModelHold hold) =>
        hold.Recorded == QuotaReservationState.Held || hold.Lines.Any(l => hold.HasSlotAt(l, DateTimeOffset.MinValue));

    private ModelLine Placed(ModelLine line, string wallet, string primary)
    {
        if (line.Balance.Length > 0 || line.Spend.Wallet != wallet)
            return line;
        Wallet(wallet).Pots.Add((primary, line.Spend.Unit));
        return line with { Balance = primary };
    }

    private IEnumerable<(ModelHold Hold, ModelLine Line)> AllLines() => _holds.Values.SelectMany(h => h.Lines, (h, l) => (h, l));

    private IEnumerable<(ModelHold Hold, ModelLine Line)> LinesOf(string wallet, string balance, QuotaUnit unit) =>
        AllLines().Where(x => x.Line.Spend.Wallet == wallet && x.Line.Balance == balance && x.Line.Spend.Unit == unit);

    private void Write(ModelHold hold, IEnumerable<string> wallets, DateTimeOffset now)
    {
        _holds[hold.Id] = hold;
        foreach (var name in wallets)
            Wallet(name).Newest = now;
        foreach (var line in hold.Lines.Where(_ => hold.Recorded is QuotaReservationState.Held or QuotaReservationState.Committed))
            Wallet(line.Spend.Wallet).Pots.Add((line.Balance, line.Spend.Unit));
    }
}
