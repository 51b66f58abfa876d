using Npgsql;
using QuotaKit.HeyGen;
using QuotaKit.Postgres.Tests.Servers;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests.Speed;

/// <summary>Measures what docs/scale.md counts with. tests/scale-figures.sh runs it and prints the figures.</summary>
public sealed class ScaleTests(TestDatabase database)
{
    private const string Key = "heygen-0123456789abcdef";
    private const int Pairs = 5_000;
    private const int Rounds = 4;
    private const int Wallets = 2_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string FileOrSkip() => Figures.FileOrSkip("QUOTAKIT_SCALE_FILE", "tests/scale-figures.sh");

    [Fact(Timeout = 900_000)]
    public async Task Round_trips_of_the_guard()
    {
        var file = FileOrSkip();
        await using var schema = await TestSchema.NewAsync(database);
        await using var simulator = await QuotaSimulator.StartAsync(cancellationToken: Token);
        simulator.HeyGen.Account(Key);
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = Key, BaseAddress = simulator.HeyGen.BaseAddress });
        using var client = new QuotaClient([heygen]);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        var guard = new QuotaGuard(client, ledger);
        await ledger.BeginAttemptAsync(Token);
        using var counter = new CommandCounter();
        void Add(string name, int count) => Figures.Add(file, $"round trips: {name}", count);

        var spend = new QuotaSpend("heygen", 1, QuotaUnit.Credits);
        var (hold, first) = await counter.CountAsync(() => guard.ReserveAsync(spend, null, Token));
        Add("reserve, when the vendor must be asked first", first);
        var (second, reserved) = await counter.CountAsync(() => guard.ReserveAsync(spend, null, Token));
        Add("reserve", reserved);
        var (_, named) = await counter.CountAsync(() => guard.ReserveAsync(spend, new QuotaReserveOptions { Id = "job-1" }, Token));
        Add("reserve with an id of your own", named);
        Add("renew", await counter.CountAsync(() => hold.RenewAsync(TimeSpan.FromHours(2), Token)));
        Add("commit", await counter.CountAsync(() => hold.CommitAsync(Token)));
        Add("release", await counter.CountAsync(() => second.ReleaseAsync(Token)));
        Add("position", (await counter.CountAsync(() => guard.GetPositionAsync("heygen", null, Token))).Commands);
        var (poll, begun) = await counter.CountAsync(() => ledger.BeginPollAsync("other", null, Token).AsTask());
        Add("ticket to ask the vendor", begun);
        var answer = new LedgerAnswer
        {
            Wallet = "other",
            Ticket = poll.Ticket!.Value,
            Snapshot = Snapshots.Of(Snapshots.Credits(1)),
            SettlementLag = TimeSpan.FromMinutes(1),
        };
        Add("answer", await counter.CountAsync(() => ledger.OfferAsync(answer, Token).AsTask()));
    }

    [Fact(Timeout = 900_000)]
    public async Task Rows_and_bytes()
    {
        var file = FileOrSkip();
        await using var schema = await TestSchema.NewAsync(database);
        await using var ledger = new PostgresQuotaLedger(schema.Source, schema.Options);
        var load = new LedgerLoad(ledger, schema.Source, schema.Name);
        await load.AnswerAsync(Wallets);
        Figures.Add(file, "bytes of a wallet with one balance", await SizeAsync(schema, "wallets", "pots") / Wallets);

        var logged = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = await schema.ReadAsync<double>("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8");
            await load.PairsAsync(16, 64, Pairs);
            logged += await schema.ReadAsync<double>("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8") - before;
            // As autovacuum does from time to time: the space of old versions of rows is used again.
            foreach (var table in (string[])["holds", "lines", "wallets", "pots"])
                await schema.ExecuteAsync($"VACUUM ANALYZE {schema.Name}.{table}");
        }

        var rows = await schema.ReadAsync<long>($"SELECT (SELECT count(*) FROM {schema.Name}.holds) + (SELECT count(*) FROM {schema.Name}.lines)");
        Figures.Add(file, "rows of a settled reservation with one spend", (double)rows / (Pairs * Rounds));
        Figures.Add(file, "bytes of a settled reservation, with indexes", await SizeAsync(schema, "holds", "lines") / (Pairs * Rounds));
        Figures.Add(file, "bytes of the write-ahead log for a pair of reserve and commit", logged / (Pairs * Rounds));
    }

    [Fact(Timeout = 900_000)]
    public async Task Connections()
    {
        var file = FileOrSkip();
        await using var schema = await TestSchema.NewAsync(database);
        var settings = new NpgsqlConnectionStringBuilder(await database.ConnectAsync()) { ApplicationName = "scale" };
        async Task MeasureAsync(string name, string? connectionString = null)
        {
            await using var ledger = new PostgresQuotaLedger(connectionString ?? settings.ConnectionString, schema.Options);
            var load = new LedgerLoad(ledger, schema.Source, schema.Name);
            await load.AnswerAsync(64);
            await load.RunAsync(64, 64, TimeSpan.FromSeconds(2));
            Figures.Add(file, $"pairs/s, 64 accounts, 64 callers, {name}", (await load.RunAsync(64, 64, TimeSpan.FromSeconds(5))).Rate);
            Figures.Add(
                file, "sessions of the server then",
                await schema.ReadAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query ~ '[.](reserve|settle)[(]'"));
        }

        await MeasureAsync("pool of 100 connections (the default)");
        foreach (var size in (int[])[16, 4, 2])
        {
            settings.MaxPoolSize = size;
            await MeasureAsync($"pool of {size} connections");
        }

        settings.MaxPoolSize = 100;
        if (settings.Username != "postgres" || settings.Password is not null)
            return;
        await using var bouncer = await PgBouncer.StartAsync(settings.Port);
        settings.Port = bouncer.Port;
        await MeasureAsync("PgBouncer with 3 sessions", settings.ConnectionString);
    }

    private static async Task<double> SizeAsync(TestSchema schema, params string[] tables)
    {
        var sum = 0.0;
        foreach (var table in tables)
            sum += await schema.ReadAsync<long>($"SELECT pg_total_relation_size('{schema.Name}.{table}')");
        return sum;
    }
}
