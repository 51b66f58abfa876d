using System.Globalization;
using QuotaKit.Postgres.Tests.Servers;

namespace QuotaKit.Postgres.Tests.Speed;

/// <summary>Measures pairs of a reservation and its commit. tests/postgres-speed.sh runs it and prints the figures.</summary>
public sealed class SpeedTests(TestDatabase database)
{
    private const string Variable = "QUOTAKIT_SPEED_FILE";

    [Fact(Timeout = 900_000)]
    public async Task Pairs_of_reserve_and_commit()
    {
        var file = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(file is null, "It takes minutes. tests/postgres-speed.sh runs it.");
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        var load = new LedgerLoad(ledger, schema.Source, schema.Name);
        await load.AnswerAsync(64);
        await load.RunAsync(16, 64, TimeSpan.FromSeconds(5));

        var many = await MeasureAsync(load, "", schema);
        await MeasureRatioAsync(load);
        await FillAsync(schema);
        await MeasureAsync(load, " with 1,000,000 settled rows", schema);

        Assert.True(many > 0);
    }

    private static async Task<double> MeasureAsync(LedgerLoad load, string condition, TestSchema schema)
    {
        var second = TimeSpan.FromSeconds(1);
        Add($"pairs/s, 64 accounts, 64 callers{condition}", (await load.RunAsync(64, 64, second * 3)).Rate);
        var many = await load.RunAsync(64, 64, second * 10);
        Add($"pairs/s, 64 accounts, 64 callers{condition}", many.Rate);
        Add($"pairs/s, one account, 16 callers{condition}", (await load.RunAsync(16, 1, second * 10)).Rate);
        var half = await load.RunAsync(64, 64, second * 10, many.Rate / 2);
        Add($"pairs/s at half load{condition}", half.Rate);
        Add($"ms, p50 of a pair at half load{condition}", half.Times[half.Times.Length / 2].TotalMilliseconds);
        Add($"ms, p99 of a pair at half load{condition}", half.Times[half.Times.Length * 99 / 100].TotalMilliseconds);
        var one = await load.RunAsync(1, 1, second * 5);
        Add($"ms, p50 of a pair, one caller{condition}", one.Times[one.Times.Length / 2].TotalMilliseconds);
        Add($"rows{condition}", await schema.ReadAsync<long>($"SELECT count(*) FROM {schema.Name}.holds"));
        return many.Rate;
    }

    // In turns, so that both meet the same machine.
    private static async Task MeasureRatioAsync(LedgerLoad load)
    {
        List<double> ratios = [];
        for (var round = 0; round < 5; round++)
        {
            var bare = await load.RunAsync(16, 64, TimeSpan.FromSeconds(2), isBare: true);
            var ours = await load.RunAsync(16, 64, TimeSpan.FromSeconds(2));
            ratios.Add(bare.Rate / ours.Rate);
        }

        Add("times the time of bare Npgsql, median of 5 rounds", ratios.Order().ElementAt(2));
    }

    private static async Task FillAsync(TestSchema schema)
    {
        await using var command = schema.Source.CreateCommand($$"""
            INSERT INTO {{schema.Name}}.holds (id, state, attempt, made_by, reserved_at, expires_at, settled_at)
            SELECT 'old-' || i, 'committed', 1, 1, now() - i * interval '1 second', now(), now() - i * interval '1 second' FROM generate_series(1, 1000000) i;
            INSERT INTO {{schema.Name}}.lines (hold, n, account, wallet, balance, unit, amount, actual, charged_at, spend)
            SELECT 'old-' || i, 0, 'account-' || i % 64, 'account-' || i % 64, 'credits', 'credits', 10, 10, now() - i * interval '1 second',
                '{"account": "account-0", "wallet": "account-0", "amount": 10, "unit": "credits"}' FROM generate_series(1, 1000000) i;
            """);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static void Add(string name, double value) => File.AppendAllText(
        Environment.GetEnvironmentVariable(Variable)!, string.Create(CultureInfo.InvariantCulture, $"{value,12:0.##}  {name}\n"));
}
