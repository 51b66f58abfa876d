namespace QuotaKit;

/// <summary>Decides who asks the vendor, and what an answer changes.</summary>
internal static class AnswerRules
{
    // A poll that takes longer is taken for dead, and another process asks.
    private static readonly TimeSpan _longestPoll = TimeSpan.FromSeconds(10);

    public static LedgerPoll BeginPoll(ILedgerRows rows, string name, long? freshFrom, DateTimeOffset clock)
    {
        var turn = new LedgerTurn(rows, clock, name);
        var wallet = turn.Wallet(name);
        var from = Math.Max(freshFrom ?? wallet.Tickets + 1, wallet.VoidThrough + 1);
        var latest = wallet.Answer?.Number ?? 0;
        // The raw clock: a poll that ends far in the future was begun before the clock was set back.
        var isBusy = wallet.PollEnds is { } end && clock < end && end <= clock + _longestPoll;
        if (latest >= from || isBusy)
            return new LedgerPoll(null, from, latest);

        wallet.Tickets++;
        wallet.PollEnds = clock + _longestPoll;
        wallet.Newest = turn.Now;
        rows.Save(wallet);
        return new LedgerPoll(new LedgerTicket(wallet.Tickets, turn.Now), from, latest);
    }

    public static void Offer(ILedgerRows rows, LedgerAnswer answer, DateTimeOffset clock)
    {
        var turn = new LedgerTurn(rows, clock, answer.Wallet);
        var wallet = turn.Wallet(answer.Wallet);
        if (answer.Ticket.Number == wallet.Tickets)
            wallet.PollEnds = null;
        // A ticket above all that were issued is from a history that was lost, by a failover or a restored backup: its order means nothing here.
        var isNew = wallet.Answer is not { } last || last.Number < answer.Ticket.Number;
        if (answer.Snapshot is { } snapshot && isNew && answer.Ticket.Number <= wallet.Tickets)
            Record(turn, wallet, answer, snapshot);
        rows.Save(wallet);
        turn.SaveTime();
    }

    public static void Expire(ILedgerRows rows, string name, DateTimeOffset clock)
    {
        var wallet = new LedgerTurn(rows, clock, name).Wallet(name);
        // Also answers that are on their way: they were asked for before.
        (wallet.IsStale, wallet.VoidThrough) = (true, wallet.Tickets);
        rows.Save(wallet);
    }

    private static void Record(LedgerTurn turn, WalletRow wallet, LedgerAnswer answer, QuotaSnapshot snapshot)
    {
        var isFirst = wallet.Answer is null;
        // While the clock is behind, the ticket's time stands still and tells no age.
        wallet.IsStale = turn.IsBehind(wallet) || answer.Ticket.Number <= wallet.VoidThrough;
        (wallet.Answer, wallet.IsActive) = (answer.Ticket, snapshot.IsActive);
        (wallet.Primary, wallet.Superseded) = (snapshot.Primary.Key, answer.Ticket.Time - answer.SettlementLag);

        foreach (var pot in turn.Rows.Pots(wallet))
        {
            // Once: the pot is empty after it, and a later answer may have another first balance.
            if (isFirst && pot.Balance.Length == 0)
                MoveToPrimary(turn, wallet, pot);
            (pot.IsAnswered, pot.Remaining, pot.IsUnlimited, pot.ResetsAt) = (false, null, false, null);
            turn.Rows.Save(pot);
        }

        foreach (var balance in snapshot.Balances)
        {
            var pot = turn.Rows.Pot(wallet, balance.Key, balance.Unit);
            (pot.IsAnswered, pot.Remaining, pot.IsUnlimited, pot.ResetsAt) = (true, balance.Remaining, balance.IsUnlimited, balance.ResetsAt);
            pot.IsPart = SnapshotParts.Has(snapshot, balance);
            turn.Rows.Save(pot);
        }

        foreach (var pot in turn.Rows.Pots(wallet))
        {
            pot.Spent = turn.Rows.SettledSince(pot, wallet.Superseded);
            turn.Rows.Save(pot);
        }
    }

    /// <summary>Moves what was held of the first balance before any answer told its key.</summary>
    private static void MoveToPrimary(LedgerTurn turn, WalletRow wallet, PotRow pot)
    {
        var primary = turn.Rows.Pot(wallet, wallet.Primary!, pot.Unit);
        turn.Rows.MoveLines(pot, wallet.Primary!);
        primary.Held += pot.Held;
        pot.Held = 0;
        turn.Rows.Save(primary);
    }
}
