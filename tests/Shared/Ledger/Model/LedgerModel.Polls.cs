namespace QuotaKit.Tests.Shared;

/// <content>Polls and positions.</content>
internal sealed partial class LedgerModel
{
    private static readonly TimeSpan _longestPoll = TimeSpan.FromSeconds(10);

    /// <summary>Returns the reply to a caller who wants to ask the vendor.</summary>
    public LedgerPoll BeginPoll(string name, long? freshFrom, DateTimeOffset clock)
    {
        var now = Begin([name], clock);
        var wallet = Wallet(name);
        var from = freshFrom ?? wallet.Polls.Count + 1;
        if (from <= wallet.Contradicted)
            from = wallet.Contradicted + 1;
        var latest = wallet.Latest?.Ticket.Number ?? 0;
        var isBusy = wallet.Polls.Count > 0 && wallet.Polls[^1] is { IsOver: false, Begun: var begun } && begun <= clock && clock < begun + _longestPoll;
        if (latest >= from || isBusy)
            return new LedgerPoll(null, from, latest);
        wallet.Polls.Add((clock, false));
        wallet.Newest = now;
        return new LedgerPoll(new LedgerTicket(wallet.Polls.Count, now), from, latest);
    }

    /// <summary>Returns the numbers of a balance; null when there are none.</summary>
    public LedgerPosition? Position(string name, string? balance, DateTimeOffset now, DateTimeOffset clock)
    {
        var wallet = Wallet(name);
        var key = balance ?? wallet.Primary;
        var pots = wallet.Pots.Where(p => p.Balance == key).ToList();
        if (pots.Count == 0)
            return null;
        var answered = wallet.Answered(key!);
        var unit = answered?.Unit ?? pots[0].Unit;
        return new LedgerPosition(key!, unit)
        {
            Remaining = answered is null || HasOtherUnit(name, key!, unit, now) ? null : answered.Remaining,
            IsUnlimited = answered is { IsUnlimited: true },
            IsActive = wallet.Latest?.Snapshot!.IsActive,
            Held = Held(name, key!, unit, now),
            Spent = Spent(name, key!, unit, now),
            AskedAt = answered is not null && !wallet.IsStale && wallet.Newest <= clock ? wallet.Latest!.Ticket.Time : null,
            ResetsAt = answered?.ResetsAt,
            Now = now,
        };
    }
}
