using System.Collections.Concurrent;

namespace QuotaKit.Tests.Shared;

/// <summary>Records the calls of concurrent clients to one balance of a ledger.</summary>
internal sealed class LedgerHistory(IQuotaLedger ledger, string wallet)
{
    private readonly ConcurrentBag<LedgerEvent> _events = [];
    private long _moment;

    public IReadOnlyCollection<LedgerEvent> Events => _events;

    /// <summary>Lets clients call the ledger at the same time.</summary>
    public async Task RunAsync(int seed, int clients, int callsOfEach, CancellationToken cancellationToken)
    {
        using var start = new Barrier(clients);
        // A thread each, so that they really run at the same time.
        var tasks = Enumerable.Range(0, clients).Select(n => Task.Factory.StartNew(
            async () =>
            {
                var random = new Random((seed * 31) + n);
                start.SignalAndWait(cancellationToken);
                for (var i = 0; i < callsOfEach; i++)
                    await CallAsync(random, clients, cancellationToken);
            },
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()).ToArray();
        await Task.WhenAll(tasks);
    }

    private async Task CallAsync(Random random, int clients, CancellationToken cancellationToken)
    {
        // Few ids, so that clients meet.
        var number = random.Next(clients * 4);
        var id = $"{wallet}-{number}";
        var reserved = 5 + (number % 7);
        LedgerSpend[] spends = [new() { Account = wallet, Wallet = wallet, Amount = reserved, Unit = QuotaUnit.Credits, IsAsked = true, FreshFrom = 0 }];
        var (call, amount) = random.Next(10) switch
        {
            < 4 => (LedgerEventCall.Reserve, reserved),
            < 6 => (LedgerEventCall.Commit, random.Next(2) == 0 ? reserved : reserved - 2),
            < 8 => (LedgerEventCall.Release, 0),
            _ => (LedgerEventCall.Position, 0),
        };
        var begun = Interlocked.Increment(ref _moment);
        var outcome = LedgerOutcome.Done;
        (decimal, decimal)? seen = null;
        if (call == LedgerEventCall.Reserve)
        {
            var reserve = new LedgerReserve
            {
                Id = id,
                Attempt = 1,
                Spends = spends,
                Lease = TimeSpan.FromHours(1),
                MaxAge = TimeSpan.FromHours(1),
            };
            outcome = (await ledger.ReserveAsync(reserve, cancellationToken)).Outcome;
        }
        else if (call == LedgerEventCall.Position)
        {
            var position = await ledger.GetPositionAsync(wallet, null, cancellationToken);
            seen = (position!.Held, position.Spent);
        }
        else
        {
            var kind = call == LedgerEventCall.Commit ? LedgerSettlementKind.Commit : LedgerSettlementKind.Release;
            var settlement = new LedgerSettlement
            {
                Id = id,
                Attempt = 1,
                Kind = kind,
                Spends = spends,
                Actual = kind == LedgerSettlementKind.Commit ? [amount] : null,
            };
            outcome = (await ledger.SettleAsync(settlement, cancellationToken)).Outcome;
        }

        _events.Add(new LedgerEvent(begun, Interlocked.Increment(ref _moment), call, id, amount, outcome, seen));
    }
}
