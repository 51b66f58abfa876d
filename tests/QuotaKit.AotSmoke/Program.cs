// Reads all three vendors, as a host and as a script, and reserves in a SQLite file. It must still work when it is published native (net8.0) or trimmed (net10.0).
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit;
using QuotaKit.Testing;

await using var simulator = await QuotaSimulator.StartAsync();
simulator.HeyGen.Account("heygen-0123456789");
simulator.Pictory.Account("pictai_0123456789");
simulator.Vzla.Account("vzlaio_0123456789");
Environment.SetEnvironmentVariable("HEYGEN_API_KEY", "heygen-0123456789");
Environment.SetEnvironmentVariable("PICTORY_API_KEY", "pictai_0123456789");
Environment.SetEnvironmentVariable("VZLA_API_KEY", "vzlaio_0123456789");

var services = new ServiceCollection();
services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(simulator.Settings).Build());
services.AddQuotaKit();
await using var app = services.BuildServiceProvider();

var report = await app.GetRequiredService<IQuotaClient>().GetAllAsync();
foreach (var result in report.Results)
{
    var snapshot = result.GetSnapshotOrThrow();
    var json = JsonSerializer.Serialize(snapshot, QuotaJson.Default.QuotaSnapshot);
    if (!snapshot.Equals(JsonSerializer.Deserialize(json, QuotaJson.Default.QuotaSnapshot)))
        throw new InvalidOperationException($"{result.Name} has changed in a round trip through JSON.");
    Console.WriteLine(snapshot);
}

// A script finds the vendors' package by name, which trimming could break. It reads the same settings as a host, from variables.
foreach (var (name, value) in simulator.Settings)
    Environment.SetEnvironmentVariable(name.Replace(":", "__"), value);
using var script = QuotaClient.FromEnvironment();
var ofScript = await script.GetAllAsync();
Console.WriteLine($"FromEnvironment finds {string.Join(", ", script.Accounts)}.");

var folder = Directory.CreateTempSubdirectory("quotakit-");
await using (var ledger = new SqliteQuotaLedger(Path.Combine(folder.FullName, "quota.db")))
{
    var guard = new QuotaGuard(script, ledger);
    var hold = await guard.ReserveAsync(new("heygen", 12, QuotaUnit.Credits));
    await hold.CommitAsync(11.5m);
    var found = await guard.FindAsync(hold.Id);
    Console.WriteLine($"{found?.Id}: {found?.State}");
    if (found?.State != QuotaReservationState.Committed)
        return 1;
}

folder.Delete(recursive: true);

// No server is here: the ledger must say so, which needs most of its code.
var hasFailed = false;
await using (var ledger = new PostgresQuotaLedger("postgres://app:password@127.0.0.1:1/quota"))
{
    try
    {
        await ledger.BeginAttemptAsync();
    }
    catch (QuotaException e) when (e is { Kind: QuotaErrorKind.Ledger, IsTransient: true })
    {
        hasFailed = true;
        Console.WriteLine(e.Message);
    }
}

return hasFailed && report.Snapshots.Count == 3 && ofScript.Snapshots.Count == 3 ? 0 : 1;
