namespace QuotaKit.Sqlite.Worker;

/// <summary>Reserves, spends and settles in a loop, and prints each step.</summary>
internal sealed class Spender(IQuotaLedger ledger, FolderVendor vendor, string name)
{
    private const string Wallet = "acme";
    private const int MostDenials = 20;

    public async Task RunAsync()
    {
        var denials = 0;
        for (var i = 0; denials < MostDenials; i++)
        {
            var id = $"{name}-{i}";
            var spend = new LedgerSpend { Account = Wallet, Wallet = Wallet, Amount = Random.Shared.Next(1, 4), Unit = QuotaUnit.Credits };
            var attempt = await ledger.BeginAttemptAsync();
            if (!await ReserveAsync(id, attempt, spend))
            {
                Console.WriteLine($"denied {id}");
                denials++;
                continue;
            }

            denials = 0;
            Console.WriteLine($"held {id}");
            if (Random.Shared.Next(4) == 0)
            {
                await SettleAsync(LedgerSettlementKind.Release, id, attempt, spend, null);
                Console.WriteLine($"released {id}");
                continue;
            }

            var actual = spend.Amount - (Random.Shared.Next(2) * 0.5m);
            vendor.Charge(id, actual);
            Console.WriteLine($"charged {id}");
            await SettleAsync(LedgerSettlementKind.Commit, id, attempt, spend, actual);
            Console.WriteLine($"committed {id}");
        }
    }

    private async Task<bool> ReserveAsync(string id, long attempt, LedgerSpend spend)
    {
        var decision = await DecideAsync(id, attempt, spend);
        if (decision.Outcome == LedgerOutcome.AnswerNeeded)
        {
            var poll = await ledger.BeginPollAsync(Wallet);
            if (poll.Ticket is { } ticket)
                await OfferAsync(ticket);
            decision = await DecideAsync(id, attempt, spend with { IsAsked = true, FreshFrom = poll.FreshFrom });
        }

        return decision.Outcome == LedgerOutcome.Done;
    }

    private async Task<LedgerDecision> DecideAsync(string id, long attempt, LedgerSpend spend) => await ledger.ReserveAsync(new LedgerReserve
    {
        Id = id,
        Attempt = attempt,
        Spends = [spend],
        // Work may not outlive its lease, whatever the clocks say.
        Lease = TimeSpan.FromHours(5),
        MaxAge = TimeSpan.FromMinutes(1),
    });

    private async Task OfferAsync(LedgerTicket ticket)
    {
        var remaining = vendor.ReadRemaining();
        var balance = new QuotaBalance { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = remaining };
        var snapshot = new QuotaSnapshot { Provider = Wallet, Balances = [balance], RetrievedAt = ticket.Time };
        await ledger.OfferAsync(new LedgerAnswer { Wallet = Wallet, Ticket = ticket, Snapshot = snapshot, SettlementLag = TimeSpan.Zero });
    }

    private async Task SettleAsync(LedgerSettlementKind kind, string id, long attempt, LedgerSpend spend, decimal? actual) =>
        await ledger.SettleAsync(new LedgerSettlement
        {
            Id = id,
            Attempt = attempt,
            Kind = kind,
            Spends = [spend],
            Actual = actual is { } amount ? [amount] : null,
        });
}
