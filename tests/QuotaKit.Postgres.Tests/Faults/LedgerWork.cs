using System.Collections.Concurrent;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests.Faults;

/// <summary>Many callers reserve and commit on one account until it has nothing left. Counts what they were told.</summary>
internal sealed class LedgerWork
{
    private readonly ConcurrentDictionary<string, decimal> _committed = new();
    private int _errors;

    /// <summary>The amounts whose commit was confirmed.</summary>
    public decimal Committed => _committed.Values.Sum();

    /// <summary>The number of calls that failed although they were retried.</summary>
    public int Errors => _errors;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static LedgerSpend Spend(decimal amount, string account = "acme") =>
        new() { Account = account, Wallet = account, Amount = amount, Unit = QuotaUnit.Credits, IsAsked = true };

    public static LedgerReserve Request(string id, IReadOnlyList<LedgerSpend> spends, long attempt = 1) =>
        new() { Id = id, Attempt = attempt, Spends = spends, Lease = TimeSpan.FromHours(1), MaxAge = TimeSpan.FromHours(1) };

    public static async Task AnswerAsync(IQuotaLedger ledger, decimal remaining, string wallet = "acme")
    {
        var poll = await ledger.BeginPollAsync(wallet, null, Token);
        var answer = new LedgerAnswer
        {
            Wallet = wallet,
            Ticket = poll.Ticket!.Value,
            Snapshot = Snapshots.Of(Snapshots.Credits(remaining)),
            SettlementLag = TimeSpan.FromMinutes(1),
        };
        await ledger.OfferAsync(answer, Token);
    }

    /// <summary>Reserves and commits with several callers; each ends when it is denied or has made its pairs.</summary>
    public async Task RunAsync(IQuotaLedger ledger, int callers, int pairs, decimal amount, Func<string, LedgerSpend[]>? spends = null) =>
        await Task.WhenAll(Enumerable.Range(0, callers).Select(c => Task.Run(async () =>
        {
            for (var i = 0; i < pairs; i++)
            {
                if (!await PairAsync(ledger, $"{c}-{i}", spends?.Invoke($"{c}-{i}") ?? [Spend(amount)]))
                    return;
            }
        })));

    // A failed call is repeated with the same id and attempt, as an app would that must know.
    private async Task<bool> PairAsync(IQuotaLedger ledger, string id, LedgerSpend[] spends)
    {
        var reserved = await UntilItWorksAsync(() => ledger.ReserveAsync(Request(id, spends), Token));
        if (reserved.Outcome == LedgerOutcome.Denied)
            return false;
        Assert.Equal(LedgerOutcome.Done, reserved.Outcome);
        var committed = await UntilItWorksAsync(() => ledger.SettleAsync(
            new LedgerSettlement { Id = id, Attempt = 1, Kind = LedgerSettlementKind.Commit, Spends = spends }, Token));
        Assert.Equal((LedgerOutcome.Done, false), (committed.Outcome, committed.Hold!.IsFlagged));
        _committed[id] = spends.Sum(s => s.Amount);
        return true;
    }

    private async Task<LedgerDecision> UntilItWorksAsync(Func<ValueTask<LedgerDecision>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (QuotaException e) when (e is { Kind: QuotaErrorKind.Ledger, IsTransient: true })
            {
                Interlocked.Increment(ref _errors);
            }
        }
    }
}
