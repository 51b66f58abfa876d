using Microsoft.Data.Sqlite;

namespace QuotaKit.Sqlite.Tests;

/// <summary>A test with a folder for the file of a ledger.</summary>
public abstract class SqliteTest : IDisposable
{
    private protected TempFolder Folder { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string File => Folder.File("quota.db");

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static async Task<QuotaException> AssertFailsAsync(string path, string message)
    {
        await using var ledger = new SqliteQuotaLedger(path);
        var error = await AssertFailsAsync(ledger, message);
        Assert.Contains(path, error.Message);
        return error;
    }

    protected static async Task<QuotaException> AssertFailsAsync(SqliteQuotaLedger ledger, string message)
    {
        var error = await Assert.ThrowsAsync<QuotaException>(() => ReserveAsync(ledger, "failing"));
        Assert.Equal(QuotaErrorKind.Ledger, error.Kind);
        Assert.Contains(message, error.Message);
        return error;
    }

    protected static void SkipOnWindows() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes and lets nobody delete an open file.");

    /// <summary>Reserves 10 credits for an hour.</summary>
    protected static async Task ReserveAsync(SqliteQuotaLedger ledger, string id)
    {
        var reserve = new LedgerReserve
        {
            Id = id,
            Attempt = 1,
            Spends = [Spend],
            Lease = TimeSpan.FromHours(1),
            MaxAge = TimeSpan.FromMinutes(1),
            AllowsUnknown = true,
        };
        Assert.Equal(LedgerOutcome.Done, (await ledger.ReserveAsync(reserve, Token)).Outcome);
    }

    protected static async Task SettleAsync(SqliteQuotaLedger ledger, string id, LedgerSettlementKind kind) => Assert.Equal(
        LedgerOutcome.Done, (await ledger.SettleAsync(new LedgerSettlement { Id = id, Attempt = 1, Kind = kind, Spends = [Spend] }, Token)).Outcome);

    protected static LedgerSpend Spend { get; } =
        new() { Account = "acme", Wallet = "acme", Balance = "credits", Amount = 10, Unit = QuotaUnit.Credits, IsAsked = true };

    protected async Task ReserveAndCloseAsync(string id)
    {
        await using var ledger = new SqliteQuotaLedger(File);
        await ReserveAsync(ledger, id);
    }

    protected SqliteConnection Open(string? path = null)
    {
        var connection = new SqliteConnection($"Data Source={path ?? File};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Runs SQL as another program would, and returns the first value.</summary>
    protected object? Execute(string sql)
    {
        using var connection = Open();
        return Execute(connection, sql);
    }

    protected static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
