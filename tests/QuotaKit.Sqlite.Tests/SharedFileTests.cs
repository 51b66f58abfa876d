namespace QuotaKit.Sqlite.Tests;

/// <summary>Several ledgers in one file, and what the file holds.</summary>
public sealed class SharedFileTests : SqliteTest
{
    [Fact]
    public async Task Ledgers_of_one_file_hold_the_same_credits_once()
    {
        SqliteQuotaLedger[] ledgers = [.. Enumerable.Range(0, 5).Select(_ => new SqliteQuotaLedger(File))];
        await OfferAsync(ledgers[0], 100);

        var decisions = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => ReserveAsync(ledgers[i % 5], $"job-{i}", 10m), Token)));

        Assert.Equal(10, decisions.Count(d => d.Outcome == LedgerOutcome.Done));
        Assert.Equal(100, (await ledgers[4].GetPositionAsync("acme", null, Token))?.Held);
        foreach (var ledger in ledgers)
            await ledger.DisposeAsync();
    }

    [Fact]
    public async Task Ledgers_that_are_opened_at_once_create_one_file()
    {
        SqliteQuotaLedger[] ledgers = [.. Enumerable.Range(0, 5).Select(_ => new SqliteQuotaLedger(File))];

        var attempts = await Task.WhenAll(ledgers.Select(l => Task.Run(() => l.BeginAttemptAsync(Token).AsTask(), Token)));

        Assert.Equal([2L, 3, 4, 5, 6], attempts.Order());
        foreach (var ledger in ledgers)
            await ledger.DisposeAsync();
    }

    [Fact]
    public async Task Amounts_are_exact_text()
    {
        const decimal most = 9_999_999_999_999_999_999.999999999m;
        await using var ledger = new SqliteQuotaLedger(File);
        await OfferAsync(ledger, most);

        await ReserveAsync(ledger, "tenth", 0.1m);
        await ReserveAsync(ledger, "fifth", 0.2m);
        var denied = await ReserveAsync(ledger, "all", most - 0.3m + 0.000000001m);
        await ReserveAsync(ledger, "rest", most - 0.3m);

        Assert.Equal(LedgerOutcome.Denied, denied.Outcome);
        Assert.Equal(most - 0.3m, denied.Lack?.Available);
        Assert.Equal(most, (await ledger.GetPositionAsync("acme", null, Token))?.Held);
        Assert.Equal("text", Execute("SELECT GROUP_CONCAT(DISTINCT typeof(amount)) FROM line"));
        Assert.Equal("text|text|text", Execute("SELECT typeof(held) || '|' || typeof(spent) || '|' || typeof(remaining) FROM pot"));
    }

    [Fact]
    public async Task No_statement_reads_all_reservations()
    {
        await ReserveAndCloseAsync("job");
        using var session = new LedgerSession(File);
        string[] statements = [.. session.Sql.Where(s => s.Contains(" line", StringComparison.Ordinal))];

        Assert.InRange(statements.Length, 8, 20);
        using var connection = Open();
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
            for (var i = 1; i <= 30 && sql.Contains($"?{i}", StringComparison.Ordinal); i++)
                command.Parameters.AddWithValue($"?{i}", "");
            using var plan = command.ExecuteReader();
            while (plan.Read())
            {
                var step = plan.GetString(3);
                // An index over what is open is as short as the list of what is open.
                Assert.False(step.StartsWith("SCAN line", StringComparison.Ordinal) && !step.EndsWith("line_open", StringComparison.Ordinal), $"{step}: {sql}");
            }
        }
    }

    private static async Task OfferAsync(SqliteQuotaLedger ledger, decimal remaining)
    {
        var poll = await ledger.BeginPollAsync("acme", null, Token);
        var balance = new QuotaBalance { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = remaining };
        var snapshot = new QuotaSnapshot { Provider = "acme", Balances = [balance], RetrievedAt = poll.Ticket!.Value.Time };
        await ledger.OfferAsync(new LedgerAnswer { Wallet = "acme", Ticket = poll.Ticket.Value, Snapshot = snapshot, SettlementLag = default }, Token);
    }

    private static async Task<LedgerDecision> ReserveAsync(SqliteQuotaLedger ledger, string id, decimal amount) => await ledger.ReserveAsync(
        new LedgerReserve
        {
            Id = id,
            Attempt = 1,
            Spends = [Spend with { Amount = amount }],
            Lease = TimeSpan.FromHours(1),
            MaxAge = TimeSpan.FromMinutes(1),
        }, Token);
}
