// The example is for readers without a TestContext.
#pragma warning disable xUnit1051
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;
using QuotaKit.Testing;

namespace QuotaKit.Sqlite.Tests;

/// <summary>Runs the example of the package's readme, and the registration.</summary>
public sealed class ReadmeTests : SqliteTest
{
    private const string Key = "heygen-0123456789abcdef";

    [Fact]
    public async Task Guard_reserves_and_commits_in_a_file()
    {
        await using var simulator = await QuotaSimulator.StartAsync(cancellationToken: Token);
        simulator.HeyGen.Account(Key);
        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = Key, BaseAddress = simulator.HeyGen.BaseAddress });
        using var client = new QuotaClient([heygen]);
        var path = File;

        await using var ledger = new SqliteQuotaLedger(path);
        var guard = new QuotaGuard(client, ledger);

        var hold = await guard.ReserveAsync(new("heygen", 12, QuotaUnit.Credits));
        await RenderAsync(hold.Id);
        await hold.CommitAsync(actual: 11.5m);

        await using var other = new SqliteQuotaLedger(path);
        var found = await other.FindAsync(hold.Id, Token);
        Assert.Equal((QuotaReservationState.Committed, 11.5m), (found!.State, found.Lines[0].Actual));
    }

    [Fact]
    public async Task AddSqlite_registers_one_ledger_that_the_container_closes()
    {
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddSqlite(File);
        SqliteQuotaLedger ledger;
        await using (var app = services.BuildServiceProvider())
        {
            ledger = Assert.IsType<SqliteQuotaLedger>(app.GetRequiredService<IQuotaLedger>());
            Assert.Same(ledger, app.GetRequiredService<IQuotaLedger>());
            Assert.Equal(File, ledger.Path);
            await ReserveAsync(ledger, "job");
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => ReserveAsync(ledger, "late"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void AddSqlite_rejects_an_empty_path(string invalid) =>
        Assert.Throws<ArgumentException>("path", () => new ServiceCollection().AddQuotaKitCore().AddSqlite(invalid));

    private static async Task RenderAsync(string id)
    {
        await Task.Yield();
        Assert.NotEmpty(id);
    }
}
