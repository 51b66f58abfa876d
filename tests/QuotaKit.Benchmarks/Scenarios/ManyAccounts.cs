using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuotaKit.Benchmarks.Calls;
using QuotaKit.Benchmarks.Documents;
using QuotaKit.Benchmarks.Measuring;
using QuotaKit.Benchmarks.Transport;

namespace QuotaKit.Benchmarks.Scenarios;

/// <summary>Measures ten thousand accounts: read together, in flight, and idle.</summary>
internal static class ManyAccounts
{
    private const int AnswerAfterMilliseconds = 50;

    public static void ReadAll(Report report, Effort effort)
    {
        var atOnce = effort.Accounts / 10;
        using var server = ServerProcess.Start(AnswerAfterMilliseconds);
        using var floorHandler = new SocketsHttpHandler();
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        var floor = FloorCall.Create(VendorDocument.Vzla, floorHandler, server.Address);
        using var client = Client(effort.Accounts, atOnce, handler, server.Address);
        var always = new QuotaReadOptions { MaxAge = TimeSpan.Zero };

        var samples = Rounds.Run(
        [
            count => ReadBareAsync(floor, count, atOnce).GetAwaiter().GetResult(),
            count =>
            {
                if (client.GetAllAsync(always).GetAwaiter().GetResult().Snapshots.Count != count)
                    throw new InvalidOperationException("Not every account was read.");
            },
        ], effort.Accounts, Math.Min(effort.Rounds, 5));
        var ratio = Sample.Median([.. samples[1].Zip(samples[0], (a, b) => a / b)]);
        report.AtMost($"GetAllAsync over {effort.Accounts} accounts, {atOnce} at a time: time", 1.15, ratio.Nanoseconds, " × a bare loop");
    }

    public static void InFlight(Report report, Effort effort)
    {
        using var handler = new SilentHandler();
        var client = Client(effort.Accounts, effort.Accounts, handler, new Uri("http://localhost/"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var reading = client.GetAllAsync();
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)effort.Accounts;
        client.Dispose();
        _ = reading.ContinueWith(static r => r.Exception, TaskScheduler.Default);
        report.AtMost("an account in flight: memory", 8, each / 1024, " KB");
    }

    public static void Idle(Report report, Effort effort)
    {
        var settings = Enumerable.Range(0, effort.Accounts).ToDictionary(
            i => FormattableString.Invariant($"QuotaKit:Vzla:Accounts:team-{i}:ApiKey"), i => (string?)FormattableString.Invariant($"vzlaio_{i:0000000000}"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var timers = Timer.ActiveCount;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddQuotaKit();
        using var app = services.BuildServiceProvider();
        var names = app.GetRequiredService<IQuotaClient>().Accounts.Count;
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)names;
        report.AtMost($"idle account of {names}: memory", 2, each / 1024, " KB");
        report.AtMost($"idle account of {names}: timers in all", 1, Timer.ActiveCount - timers, "");
        GC.KeepAlive((configuration, settings));
    }

    private static QuotaClient Client(int accounts, int atOnce, HttpMessageHandler handler, Uri server) => new(
        Enumerable.Range(0, accounts).Select(i => DirectCall.Provider(VendorDocument.Vzla, handler, server, FormattableString.Invariant($"team-{i}"))),
        new QuotaClientOptions { CallsPerVendor = atOnce });

    private static async Task ReadBareAsync(Func<Task> read, int count, int atOnce)
    {
        using var turns = new SemaphoreSlim(atOnce);
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            await turns.WaitAsync().ConfigureAwait(false);
            try
            {
                await read().ConfigureAwait(false);
            }
            finally
            {
                turns.Release();
            }
        })).ConfigureAwait(false);
    }
}
