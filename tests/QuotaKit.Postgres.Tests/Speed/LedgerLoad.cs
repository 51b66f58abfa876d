using System.Diagnostics;
using Npgsql;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests.Speed;

/// <summary>Reserves and commits on several accounts at the same time, and measures it.</summary>
internal sealed class LedgerLoad(IQuotaLedger ledger, NpgsqlDataSource source, string schema)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Records answers with so much left that no reservation is denied.</summary>
    public async Task AnswerAsync(int accounts)
    {
        for (var i = 0; i < accounts; i++)
        {
            var poll = await ledger.BeginPollAsync(Account(i), null, Token);
            await ledger.OfferAsync(new LedgerAnswer
            {
                Wallet = Account(i),
                Ticket = poll.Ticket!.Value,
                Snapshot = Snapshots.Of(Snapshots.Credits(1_000_000_000_000)),
                SettlementLag = TimeSpan.FromMinutes(1),
            }, Token);
        }
    }

    /// <summary>Returns the pairs per second, and the time of each pair in order.</summary>
    /// <param name="workers">The number of callers; each waits for its reply.</param>
    /// <param name="accounts">The number of accounts; worker i uses account i modulo this.</param>
    /// <param name="time">How long to measure.</param>
    /// <param name="rate">The pairs per second of all workers; null means as many as they can.</param>
    /// <param name="isBare">Whether to run the same statements through Npgsql without the ledger.</param>
    public async Task<(double Rate, TimeSpan[] Times)> RunAsync(int workers, int accounts, TimeSpan time, double? rate = null, bool isBare = false)
    {
        var begun = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var times = new List<TimeSpan>();
            var pause = rate is { } r ? TimeSpan.FromSeconds(workers / r) : TimeSpan.Zero;
            var due = pause * ((double)worker / workers);
            while (Stopwatch.GetElapsedTime(begun) is var now && now < time)
            {
                if (due > now)
                    await Task.Delay(due - now, TimeProvider.System, Token);
                due += pause;
                var start = Stopwatch.GetTimestamp();
                if (isBare)
                    await BarePairAsync(Account(worker % accounts));
                else
                    await PairAsync(Account(worker % accounts));
                times.Add(Stopwatch.GetElapsedTime(start));
            }

            return times;
        })));
        var times = all.SelectMany(t => t).Order().ToArray();
        return (times.Length / Stopwatch.GetElapsedTime(begun).TotalSeconds, times);
    }

    /// <summary>Makes so many pairs, as fast as the callers can.</summary>
    public Task PairsAsync(int callers, int accounts, int pairs) => Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
    {
        for (var i = caller; i < pairs; i += callers)
            await PairAsync(Account(i % accounts));
    })));

    public static string Account(int number) => $"account-{number}";

    private async Task PairAsync(string account)
    {
        // Of version 7, as the guard makes them: sorted by time, so that indexes stay dense.
        var id = Guid.CreateVersion7().ToString();
        LedgerSpend[] spends = [new() { Account = account, Wallet = account, Amount = 12.5m, Unit = QuotaUnit.Credits }];
        var reserved = await ledger.ReserveAsync(
            new() { Id = id, Attempt = 1, Spends = spends, Lease = TimeSpan.FromHours(1), MaxAge = TimeSpan.FromDays(1) }, Token);
        Assert.Equal(LedgerOutcome.Done, reserved.Outcome);
        var committed = await ledger.SettleAsync(
            new() { Id = id, Attempt = 1, Kind = LedgerSettlementKind.Commit, Spends = spends, Actual = [11.5m] }, Token);
        Assert.Equal(LedgerOutcome.Done, committed.Outcome);
    }

    private async Task BarePairAsync(string account)
    {
        var id = Guid.CreateVersion7().ToString();
        var spends = $$"""[{"account":"{{account}}","wallet":"{{account}}","amount":12.5,"unit":"credits"}]""";
        await BareAsync(
            $"SELECT {schema}.reserve($1, $2, $3::jsonb, $4, $5, $6, $7, $8)", id, 1L, spends, 3_600_000_000L, 86_400_000_000L, false, null, "5000");
        await BareAsync(
            $"SELECT {schema}.settle($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8)", id, 1L, "commit", spends, "[11.5]", false, 2_592_000_000_000L, "5000");
    }

    private async Task BareAsync(string sql, params object?[] values)
    {
        await using var connection = await source.OpenConnectionAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value is null
                ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        await command.ExecuteScalarAsync(Token);
    }
}
