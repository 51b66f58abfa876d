namespace QuotaKit;

/// <summary>Asks vendors on behalf of a ledger. One process asks at a time, and one caller in it; the others wait for the answer.</summary>
internal sealed class GuardAnswers(IQuotaClient client, IQuotaLedger ledger, TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    // So a vendor that is down, or a rejected key, is not asked again by each of many callers.
    private static readonly TimeSpan _failureIsNews = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private readonly Dictionary<string, (GuardAnswer Answer, long At)> _failed = [];
    private readonly Dictionary<string, Task<GuardAnswer>> _running = [];

    /// <summary>Asks the vendor, or waits for a while for somebody who is asking.</summary>
    /// <param name="account">The account.</param>
    /// <param name="freshFrom">The number of the ticket from which on an answer is fresh enough; null at the first call.</param>
    /// <param name="cancellationToken">Cancels waiting, but not the call to the vendor.</param>
    public async Task<GuardAnswer> AskAsync(GuardAccount account, long? freshFrom, CancellationToken cancellationToken)
    {
        Task<GuardAnswer>? running;
        lock (_lock)
        {
            if (_failed.TryGetValue(account.Wallet, out var failed) && clock.GetElapsedTime(failed.At) < _failureIsNews)
                return failed.Answer;
            _running.TryGetValue(account.Wallet, out running);
        }

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
            var asking = _running[account.Wallet] = AskVendorAsync(account, ticket);
            // All callers may have given up by the time it fails.
            _ = asking.ContinueWith(
                static a => a.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return asking;
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
            finally
            {
                // Also after a failure, so that others need not wait until the poll counts as dead.
                await ledger.OfferAsync(
                    new LedgerAnswer { Wallet = account.Wallet, Ticket = ticket, Snapshot = snapshot, SettlementLag = account.SettlementLag },
                    CancellationToken.None).ConfigureAwait(false);
            }

            var answer = new GuardAnswer(ticket.Number, IsAsked: true, error) { Number = ticket.Number };
            lock (_lock)
            {
                if (error is null)
                    _failed.Remove(account.Wallet);
                else
                    _failed[account.Wallet] = (answer, clock.GetTimestamp());
            }

            return answer;
        }
        finally
        {
            lock (_lock)
                _running.Remove(account.Wallet);
        }
    }
}
