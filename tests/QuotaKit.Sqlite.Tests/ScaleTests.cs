using QuotaKit.Tests.Shared;

namespace QuotaKit.Sqlite.Tests;

/// <summary>Measures what a settled reservation takes in a file and in memory. tests/scale-figures.sh runs it and prints the figures.</summary>
public sealed class ScaleTests : SqliteTest
{
    private static string FileOrSkip() => Figures.FileOrSkip("QUOTAKIT_SCALE_FILE", "tests/scale-figures.sh");

    [Fact(Timeout = 900_000)]
    public async Task Bytes_of_a_settled_reservation_in_a_file()
    {
        const int Pairs = 5_000;
        var file = FileOrSkip();
        await using (var ledger = new SqliteQuotaLedger(File))
        {
            await AnswerAsync(ledger);
            await PairsAsync(ledger, Pairs);
        }

        // The last connection has moved the write-ahead log into the file.
        Figures.Add(file, "bytes of a settled reservation in a SQLite file", (double)new FileInfo(File).Length / Pairs);
    }

    [Fact(Timeout = 900_000)]
    public async Task Bytes_of_a_settled_reservation_in_memory()
    {
        const int Pairs = 100_000;
        var file = FileOrSkip();
        var ledger = new InMemoryQuotaLedger();
        await AnswerAsync(ledger);
        await PairsAsync(ledger, 1_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await PairsAsync(ledger, Pairs);
        Figures.Add(file, "bytes of a settled reservation in memory", (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Pairs);
        GC.KeepAlive(ledger);
    }

    private static async Task AnswerAsync(IQuotaLedger ledger)
    {
        var poll = await ledger.BeginPollAsync("heygen", null, Token);
        await ledger.OfferAsync(
            new LedgerAnswer
            {
                Wallet = "heygen",
                Ticket = poll.Ticket!.Value,
                Snapshot = Snapshots.Of(Snapshots.Credits(1_000_000_000)),
                SettlementLag = TimeSpan.FromMinutes(1),
            },
            Token);
    }

    private static async Task PairsAsync(IQuotaLedger ledger, int pairs)
    {
        for (var i = 0; i < pairs; i++)
        {
            var id = Guid.CreateVersion7().ToString();
            LedgerSpend[] spends = [new() { Account = "heygen", Wallet = "heygen", Amount = 12.5m, Unit = QuotaUnit.Credits }];
            var reserve = new LedgerReserve { Id = id, Attempt = 1, Spends = spends, Lease = TimeSpan.FromHours(1), MaxAge = TimeSpan.FromDays(1) };
            Assert.Equal(LedgerOutcome.Done, (await ledger.ReserveAsync(reserve, Token)).Outcome);
            var commit = new LedgerSettlement { Id = id, Attempt = 1, Kind = LedgerSettlementKind.Commit, Spends = spends, Actual = [11.5m] };
            Assert.Equal(LedgerOutcome.Done, (await ledger.SettleAsync(commit, Token)).Outcome);
        }
    }
}
