using System.Globalization;
using Microsoft.Data.Sqlite;
using QuotaKit.Benchmarks.Measuring;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Compares a reservation and its commit in a SQLite ledger with the same statements alone, and an empty ledger with a large one.</summary>
internal static class SqlitePairs
{
    private const string Wallet = "acme";

    private static long _number;

    public static void Run(Report report, Effort effort)
    {
        var folder = Directory.CreateTempSubdirectory("quotakit-").FullName;
        try
        {
            var (pairs, rows) = effort.IsQuick ? (100, 100_000) : (500, 1_000_000);
            string[] files = ["ledger.db", "floor.db", "large.db"];
            var paths = Array.ConvertAll(files, f => Path.Combine(folder, f));
            foreach (var path in paths)
                CreateAsync(path).GetAwaiter().GetResult();
            Fill(paths[2], rows);

            using var ledger = new SqliteQuotaLedger(paths[0]);
            using var floor = new SqliteFloor(paths[1]);
            using var large = new SqliteQuotaLedger(paths[2]);
            var samples = Rounds.Run(
                [
                    count => RunAsync(ledger, count).GetAwaiter().GetResult(), count => floor.Run(Wallet, count),
                    count => RunAsync(large, count).GetAwaiter().GetResult(),
                ],
                pairs, effort.Rounds, warmUpCalls: 3 * pairs);

            var pair = Sample.Median(samples[0]);
            report.AtMost(
                string.Create(CultureInfo.InvariantCulture, $"SQLite: reserve and commit ({pair.Nanoseconds / 1e6:0.00} ms, {pair.Bytes:0} B)"),
                1.3, Ratio(samples[0], samples[1]), " × its statements");
            report.AtMost(string.Create(CultureInfo.InvariantCulture, $"SQLite: with {rows:N0} settled rows"), 1.3, Ratio(samples[2], samples[0]), " × empty");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Ratio(Sample[] left, Sample[] right) => Sample.Median(left.Zip(right, (a, b) => (a / b).Nanoseconds));

    private static async Task CreateAsync(string path)
    {
        await using var ledger = new SqliteQuotaLedger(path);
        var poll = await ledger.BeginPollAsync(Wallet);
        var balance = new QuotaBalance { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = 1_000_000_000 };
        var snapshot = new QuotaSnapshot { Provider = Wallet, Balances = [balance], RetrievedAt = poll.Ticket!.Value.Time };
        await ledger.OfferAsync(new LedgerAnswer { Wallet = Wallet, Ticket = poll.Ticket.Value, Snapshot = snapshot, SettlementLag = TimeSpan.FromMinutes(1) });
        await RunAsync(ledger, 1);
    }

    /// <summary>Copies the settled row, with ids and times as if one pair had been settled each second until now.</summary>
    private static void Fill(string path, int rows)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            CREATE TEMP TABLE one AS SELECT * FROM line;
            WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {rows})
            INSERT INTO line SELECT number + value, printf('%036d', value), position, state, attempt, made_by, reserved_at - ({rows} - value) * 1000000,
                expires_at, settled_at - ({rows} - value) * 1000000, is_flagged, keeps_slots, is_open, note, account, wallet, asked_balance, balance, unit,
                amount, actual, reserve, budget, budget_limit, period, concurrency, concurrency_limit, has_slot
            FROM n, one;
            PRAGMA wal_checkpoint(TRUNCATE);
            """;
        command.CommandTimeout = 600;
        command.ExecuteNonQuery();
    }

    private static async Task RunAsync(SqliteQuotaLedger ledger, int pairs)
    {
        var spend = new LedgerSpend { Account = Wallet, Wallet = Wallet, Amount = 1, Unit = QuotaUnit.Credits };
        for (var i = 0; i < pairs; i++)
        {
            var id = $"pair-{Interlocked.Increment(ref _number):D32}";
            var reserved = await ledger.ReserveAsync(new LedgerReserve
            {
                Id = id,
                Attempt = 1,
                Spends = [spend],
                Lease = TimeSpan.FromHours(1),
                MaxAge = TimeSpan.FromDays(1),
            }).ConfigureAwait(false);
            var commit = new LedgerSettlement { Id = id, Attempt = 1, Kind = LedgerSettlementKind.Commit, Spends = [spend] };
            var settled = await ledger.SettleAsync(commit).ConfigureAwait(false);
            if ((reserved.Outcome, settled.Outcome) != (LedgerOutcome.Done, LedgerOutcome.Done))
                throw new InvalidOperationException($"{id}: {reserved} {settled}");
        }
    }
}
