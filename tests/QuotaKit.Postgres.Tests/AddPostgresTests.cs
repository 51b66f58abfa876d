using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using QuotaKit.Postgres.Tests.Servers;

namespace QuotaKit.Postgres.Tests;

public sealed class AddPostgresTests(TestDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Container_has_one_ledger_that_works()
    {
        await using var schema = await TestSchema.NewAsync(database);
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddPostgres(await database.ConnectAsync(), schema.Options);
        await using var app = services.BuildServiceProvider();

        var ledger = app.GetRequiredService<IQuotaLedger>();

        Assert.Same(ledger, app.GetRequiredService<IQuotaLedger>());
        Assert.True(await ledger.BeginAttemptAsync(Token) > 1);
    }

    [Fact]
    public async Task App_keeps_its_data_source()
    {
        await using var schema = await TestSchema.NewAsync(database);
        await using (var ledger = new PostgresQuotaLedger(schema.Source, schema.Options))
            await ledger.BeginAttemptAsync(Token);
        var services = new ServiceCollection();
        services.AddQuotaKitCore().AddPostgres(schema.Source, schema.Options);
        await using (var app = services.BuildServiceProvider())
            await app.GetRequiredService<IQuotaLedger>().BeginAttemptAsync(Token);

        Assert.Equal(1, await schema.ReadAsync<int>("SELECT 1"));
    }

    [Fact]
    public async Task Last_ledger_wins()
    {
        var services = new ServiceCollection();
        await using var source = NpgsqlDataSource.Create("Host=db.example");

        services.AddQuotaKitCore().AddPostgres("Host=db.example").AddPostgres(source);

        Assert.Single(services, s => s.ServiceType == typeof(IQuotaLedger));
    }
}
