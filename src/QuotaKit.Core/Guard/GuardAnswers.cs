namespace QuotaKit;

/// <summary>Asks vendors on behalf of a ledger. One process asks at a time, and one caller in it; the others wait for the answer.</summary>
internal sealed class GuardAnswers(IQuotaClient client, IQuotaLedger ledger, TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly object _lock = new();
    private readonly Dictionary<string, Task<GuardAnswer>> _running = [];

    /// <summary>Asks the vendor, or waits for a while for somebody who is asking.</summary>
    /// <param name="account">The account.</param>
    /// <param name="freshFrom">The number of the ticket from which on an answer is fresh enough; null at the first call.</param>
    /// <param name="cancellationToken">Cancels waiting, but not the call to the vendor.</param>
    public async Task<GuardAnswer> AskAsync(GuardAccount account, long? freshFrom, CancellationToken cancellationToken)
    {
        Task<GuardAnswer>? running;
        lock (_lock)
            _running.TryGetValue(account.Wallet, out running);
        if (running is not null)
        {
            var theirs = await running.WaitAsync(cancellationToken).ConfigureAwait(false);
            // That poll may have begun before this caller came. Then only the ledger knows whether its answer is new enough.
            return theirs.Error is not null || theirs.Number >= freshFrom
                ? theirs
                : new GuardAnswer(freshFrom ?? theirs.Number + 1, IsAsked: false, null);
        }

        var poll = await ledger.BeginPollAsync(account.Wallet, freshFrom, cancellationToken).ConfigureAwait(false);
        if (poll.Ticket is { } ticket)
            return await RunAsync(account, ticket).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (poll.Latest >= poll.FreshFrom)
            return new GuardAnswer(poll.FreshFrom, IsAsked: true, null);

        await Task.Delay(_pause, clock, cancellationToken).ConfigureAwait(false);
        return new GuardAnswer(poll.FreshFrom, IsAsked: false, null);
    }

    private Task<GuardAnswer> RunAsync(GuardAccount account, LedgerTicket ticket)
    {
        lock (_lock)
        {
            // It yields at once, so it cannot end before it is in the dictionary.
            return _running[account.Wallet] = AskVendorAsync(account, ticket);
        }
    }

    private async Task<GuardAnswer> AskVendorAsync(GuardAccount account, LedgerTicket ticket)
    {
        await Task.Yield();
        try
        {
            QuotaSnapshot? snapshot = null;
            QuotaException? error = null;
            try
            {
                // Zero, because an answer that was asked for before the ticket would supersede too much.
                snapshot = await client.GetAsync(account.Name, new QuotaReadOptions { MaxAge = TimeSpan.Zero }, CancellationToken.None).ConfigureAwait(false);
            }
            catch (QuotaException e)
            {
                error = e;
            }

            await ledger.OfferAsync(
                new LedgerAnswer { Wallet = account.Wallet, Ticket = ticket, Snapshot = snapshot, SettlementLag = account.SettlementLag },
                CancellationToken.None).ConfigureAwait(false);
            return new GuardAnswer(ticket.Number, IsAsked: true, error) { Number = ticket.Number };
        }
        finally
        {
            lock (_lock)
                _running.Remove(account.Wallet);
        }
    }
}
