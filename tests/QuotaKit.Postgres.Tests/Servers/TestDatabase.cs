using Npgsql;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests.Servers;

/// <summary>The PostgreSQL of all tests here: the server of <c>QUOTAKIT_TEST_POSTGRES</c>, or one that is started when the first test needs it.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private const string Variable = "QUOTAKIT_TEST_POSTGRES";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private PostgresServer? _server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Returns the connection string. Skips the test when there is no server.</summary>
    public async Task<string> ConnectAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } external)
            return PostgresAddress.Parse(external).ConnectionString;
        SkipUnlessInstalled();
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _server ??= await PostgresServer.StartAsync();
        }
        finally
        {
            _starting.Release();
        }

        return _server.ConnectionString;
    }

    /// <summary>Skips a test that needs a server of its own, where it could not be started.</summary>
    internal static void SkipUnlessInstalled() => Assert.SkipUnless(
        PostgresServer.Programs is not null,
        $"There is no PostgreSQL on this machine. tests/run.sh installs it; or name a server in {Variable}.");

    internal static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
            await _server.DisposeAsync();
        _starting.Dispose();
    }
}
