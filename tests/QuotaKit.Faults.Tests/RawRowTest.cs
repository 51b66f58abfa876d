using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Base class for rows of docs/faults.md that need a server which sends arbitrary bytes. Each vendor is tested with a provider created
/// by its constructor and with one created by a container, because their HTTP clients are created differently.</summary>
public abstract class RawRowTest
{
    // Real time. Only a failing test waits this long.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Each vendor, created in both ways.</summary>
    public static MatrixTheoryData<string, Made> Providers => new(FaultVendor.All.Select(v => v.Id), [Made.Alone, Made.InContainer]);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each vendor, created in both ways, with each of these cases.</summary>
    protected static MatrixTheoryData<string, Made, T> ProvidersWith<T>(IEnumerable<T> cases) =>
        new(FaultVendor.All.Select(v => v.Id), [Made.Alone, Made.InContainer], cases);

    /// <summary>Calls a new provider and returns the error.</summary>
    protected static async Task<QuotaException> FailureAsync(string id, Made made, Uri address)
    {
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, address);
        var error = await FailureOf(provider.GetQuotaAsync(Token));
        Assert.Equal((id, "default"), (error.Provider, error.Account));
        return error;
    }

    /// <summary>Calls a new provider and returns the error. Checks that its attempts are the requests that the server has seen.</summary>
    private protected static async Task<QuotaException> FailureAsync(string id, Made made, RawServer server)
    {
        var error = await FailureAsync(id, made, server.Address);
        Assert.Equal(server.RequestCount, error.Attempts);
        return error;
    }

    /// <summary>Waits for the call and returns its error.</summary>
    protected static Task<QuotaException> FailureOf(Task<QuotaSnapshot> call) =>
        Assert.ThrowsAsync<QuotaException>(() => call.WaitAsync(_patience, Token));

    /// <summary>Waits for the call and returns its snapshot.</summary>
    protected static Task<QuotaSnapshot> SnapshotOf(Task<QuotaSnapshot> call) => call.WaitAsync(_patience, Token);

    /// <summary>Waits for the task, with a limit.</summary>
    protected static Task Soon(Task task) => task.WaitAsync(_patience, Token);
}
