namespace QuotaKit;

/// <summary>Asks vendors on behalf of a ledger. One process asks at a time, and one caller in each process
/// asks or waits for the others.</summary>
internal sealed class GuardAnswers(IQuotaClient client, IQuotaLedger ledger, TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    // So a vendor that is down, or a rejected key, is not asked again by each of many callers.
    private static readonly TimeSpan _failureIsNews = TimeSpan.FromSeconds(2);

    // Each process that waits may find that the one before it has failed. None waits for all of them.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    // The vendor has refused others while it was being asked for that many answers. Another one would tell no more.
    private const int MostAnswers = 2;

    private readonly object _lock = new();
    private readonly Dictionary<string, (GuardAnswer Answer, long At)> _failed = [];
    private readonly Dictionary<string, Task<GuardAnswer>> _running = [];

    /// <summary>Asks the vendor, or waits for somebody who is asking.</summary>
    /// <param name="account">The account.</param>
    /// <param name="earlier">The answer that was not enough; null at the first call.</param>
    /// <param name="cancellationToken">Cancels waiting, but not the call to the vendor.</param>
    public async Task<GuardAnswer> AskAsync(GuardAccount account, GuardAnswer? earlier, CancellationToken cancellationToken)
    {
        if (earlier?.Times >= MostAnswers)
            return GuardAnswer.Unknown;
        var answer = await AskAsync(account, earlier?.FreshFrom, cancellationToken).ConfigureAwait(false);
        return answer with { Times = (earlier?.Times ?? 0) + (answer.IsAsked ? 1 : 0) };
    }

    private async Task<GuardAnswer> AskAsync(GuardAccount account, long? freshFrom, CancellationToken cancellationToken)
    {
        Task<GuardAnswer>? theirs, mine = null;
        lock (_lock)
        {
            if (_failed.TryGetValue(account.Name, out var failed) && clock.GetElapsedTime(failed.At) < _failureIsNews)
                return failed.Answer;
            // It yields at once, so it cannot end before it is in the dictionary.
            if (!_running.TryGetValue(account.Wallet, out theirs))
                mine = _running[account.Wallet] = RunAsync(account, freshFrom);
        }

        if (mine is not null)
        {
            // All callers may have given up by the time it fails.
            _ = mine.ContinueWith(
                static a => a.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return await mine.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var answer = await theirs!.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (answer == GuardAnswer.Unknown || (answer.Error is not null && answer.Account == account.Name))
            return answer;
        // Another account of the wallet could not be read. This one has a key of its own.
        if (answer.Error is not null)
            return new GuardAnswer(freshFrom, IsAsked: false, null);
        // That poll may have begun before this caller came. Then only the ledger knows whether its answer is new enough.
        return answer.Number >= freshFrom
            ? new GuardAnswer(freshFrom, IsAsked: true, null)
            : new GuardAnswer(freshFrom ?? answer.Number + 1, IsAsked: false, null);
    }

    /// <summary>Asks the vendor, or waits until the answer of another process is in the ledger.</summary>
    private async Task<GuardAnswer> RunAsync(GuardAccount account, long? freshFrom)
    {
        // Not on the context of the first caller, which may be gone before the others.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var first = await ledger.BeginPollAsync(account.Wallet, freshFrom, CancellationToken.None).ConfigureAwait(false);
            if (first.Ticket is { } ticket)
                return await AskVendorAsync(account, ticket).ConfigureAwait(false);
            if (first.Latest >= first.FreshFrom)
                return new GuardAnswer(first.FreshFrom, IsAsked: true, null) { Number = first.Latest };

            // Another process began to ask before this call. Its answer often serves too, so it is awaited before anybody asks again.
            var begun = clock.GetTimestamp();
            while (clock.GetElapsedTime(begun) < _patience)
            {
                await Task.Delay(_pause, clock).ConfigureAwait(false);
                var next = await ledger.BeginPollAsync(account.Wallet, first.Latest + 1, CancellationToken.None).ConfigureAwait(false);
                if (next.Ticket is { } free)
                    return await AskVendorAsync(account, free).ConfigureAwait(false);
                if (next.Latest > first.Latest)
                    return new GuardAnswer(first.FreshFrom, IsAsked: false, null) { Number = next.Latest };
            }

            return GuardAnswer.Unknown;
        }
        finally
        {
            lock (_lock)
                _running.Remove(account.Wallet);
        }
    }

    private async Task<GuardAnswer> AskVendorAsync(GuardAccount account, LedgerTicket ticket)
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

        var answer = new GuardAnswer(ticket.Number, IsAsked: true, error) { Number = ticket.Number, Account = account.Name };
        lock (_lock)
        {
            if (error is null)
                _failed.Remove(account.Name);
            else
                _failed[account.Name] = (answer, clock.GetTimestamp());
        }

        return answer;
    }
}
