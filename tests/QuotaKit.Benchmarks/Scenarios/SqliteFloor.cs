using Microsoft.Data.Sqlite;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>The statements of a reservation and its commit, without the rules, through Microsoft.Data.Sqlite.</summary>
internal sealed class SqliteFloor : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand[] _loads;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _settle;
    private readonly SqliteCommand _savePot;
    private readonly SqliteCommand _saveWallet;
    private long _number;

    /// <param name="path">The file of a ledger that is open no more.</param>
    public SqliteFloor(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        Prepare("PRAGMA synchronous = FULL").ExecuteNonQuery();
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _loads =
        [
            Prepare(
                """
                SELECT newest, tickets, poll_ends, answer, asked_at, is_stale, is_active, first_balance, superseded FROM wallet WHERE name = @wallet
                """, "@wallet"),
            Prepare("SELECT id FROM line WHERE is_open = 1 AND wallet = @wallet AND expires_at <= @now ORDER BY expires_at", "@wallet", "@now"),
            Prepare("SELECT * FROM line WHERE id = @id ORDER BY position", "@id"),
            Prepare("SELECT balance, unit, is_answered, remaining, is_unlimited, is_part, resets_at, held, spent FROM pot WHERE wallet = @wallet", "@wallet"),
        ];
        _add = Prepare(
            """
            INSERT INTO line (id, position, state, attempt, made_by, reserved_at, expires_at, is_flagged, keeps_slots, is_open, account, wallet, balance, unit,
                amount, reserve, has_slot)
            VALUES (@id, 0, 0, 1, 1, @now, @end, 0, 0, 1, @wallet, @wallet, 'credits', 'credits', '1', '0', 0)
            """, "@id", "@now", "@end", "@wallet");
        _settle = Prepare("UPDATE line SET is_open = 0, state = 1, settled_at = @now, actual = '1' WHERE id = @id AND position = 0", "@id", "@now");
        _savePot = Prepare(
            "UPDATE pot SET held = @held, spent = @spent WHERE wallet = @wallet AND balance = 'credits' AND unit = 'credits'",
            "@held", "@spent", "@wallet");
        _saveWallet = Prepare("UPDATE wallet SET newest = @now WHERE name = @wallet", "@now", "@wallet");
    }

    public void Run(string wallet, int pairs)
    {
        for (var i = 0; i < pairs; i++)
        {
            var id = $"floor-{_number++:D32}";
            Transact(wallet, id, _add);
            Transact(wallet, id, _settle);
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Transact(string wallet, string id, SqliteCommand change)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;
        _begin.ExecuteNonQuery();
        foreach (var load in _loads)
        {
            Fill(load, wallet, id, now);
            using var reader = load.ExecuteReader();
            while (reader.Read())
                _ = reader.GetValue(0);
        }

        foreach (var command in new[] { change, _savePot, _saveWallet })
        {
            Fill(command, wallet, id, now);
            command.ExecuteNonQuery();
        }

        _commit.ExecuteNonQuery();
    }

    private static void Fill(SqliteCommand command, string wallet, string id, long now)
    {
        foreach (SqliteParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.ParameterName switch
            {
                "@wallet" => wallet,
                "@id" => id,
                "@now" => now,
                "@end" => now + 3_600_000_000,
                _ => "1",
            };
        }
    }

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.AddWithValue(name, "");
        return command;
    }
}
