using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit.Soak;

/// <summary>An app with many accounts that reads them at a fixed rate, in all ways that a client offers.</summary>
internal sealed class Load : IAsyncDisposable
{
    public const int CallsPerSecond = 50;

    // Calls to a vendor that hangs wait. With this many calls in progress, no further call starts.
    private const int MostCalls = 200;

    private readonly ServiceProvider _app;
    private readonly IQuotaClient _client;
    private readonly CallTally _tally;
    private readonly Random _random = new(2);
    private int _atOnce;

    public Load(IReadOnlyDictionary<string, string?> addresses, CallTally tally)
    {
        _tally = tally;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(addresses).AddInMemoryCollection(Settings()).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddQuotaKit();
        _app = services.BuildServiceProvider();
        _client = _app.GetRequiredService<IQuotaClient>();
    }

    public int Accounts => _client.Accounts.Count;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / CallsPerSecond));
        var calls = new List<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (Volatile.Read(ref _atOnce) < MostCalls)
                    calls.Add(CallAsync(_client.Accounts[_random.Next(Accounts)], _random.Next(100)));
                calls.RemoveAll(c => c.IsCompleted);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(calls);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>();
        foreach (var vendor in SoakAccounts.Vendors)
        {
            settings[$"QuotaKit:{vendor}:Resilience:AttemptTimeout"] = "00:00:01";
            settings[$"QuotaKit:{vendor}:Resilience:TotalTimeout"] = "00:00:03";
            settings[$"QuotaKit:{vendor}:Resilience:BaseDelay"] = "00:00:00.05";
            foreach (var (account, key) in SoakAccounts.Of(vendor))
                settings[$"QuotaKit:{vendor}:Accounts:{account}:ApiKey"] = key;
        }

        return settings;
    }

    /// <summary>Makes one call. Most have MaxAge 0; some are cached, allow stale snapshots, read all accounts or are cancelled.</summary>
    private async Task CallAsync(string account, int way)
    {
        Interlocked.Increment(ref _atOnce);
        using var caller = new CancellationTokenSource();
        if (way is >= 60 and < 70)
            caller.CancelAfter(way);
        try
        {
            var read = new QuotaReadOptions { MaxAge = way < 70 ? TimeSpan.Zero : null, AllowStale = way >= 85 };
            if (way == 99)
                _tally.Add((await _client.GetAllAsync(read, caller.Token)).Errors.Count == 0 ? "all" : "all-with-errors");
            else
                _tally.Add((await _client.GetAsync(account, read, caller.Token)).IsStale ? "stale" : "good");
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            _tally.Add("cancelled");
        }
        catch (QuotaException e)
        {
            _tally.Add(e.Kind.ToString());
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }
}
