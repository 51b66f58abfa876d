using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>A row of the table of faults that needs a server which does what no HTTP server does. Each vendor is asked by a provider made
/// alone and by one made in a container, because their HTTP clients are made differently.</summary>
public abstract class RawRowTest
{
    // Real time, for what must come by itself; reached only by a test that fails.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Each vendor, made in both ways.</summary>
    public static MatrixTheoryData<string, Made> Providers => new(FaultVendor.All.Select(v => v.Id), [Made.Alone, Made.InContainer]);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each vendor, made in both ways, with each of these.</summary>
    protected static MatrixTheoryData<string, Made, T> ProvidersWith<T>(IEnumerable<T> cases) =>
        new(FaultVendor.All.Select(v => v.Id), [Made.Alone, Made.InContainer], cases);

    /// <summary>What a call of a new provider fails with.</summary>
    protected static async Task<QuotaException> FailureAsync(string id, Made made, Uri address)
    {
        await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, address);
        var error = await FailureOf(provider.GetQuotaAsync(Token));
        Assert.Equal((id, "default"), (error.Provider, error.Account));
        return error;
    }

    /// <summary>What a call of a new provider fails with, which has sent as many requests as the server has seen.</summary>
    private protected static async Task<QuotaException> FailureAsync(string id, Made made, RawServer server)
    {
        var error = await FailureAsync(id, made, server.Address);
        Assert.Equal(server.RequestCount, error.Attempts);
        return error;
    }

    /// <summary>What a call fails with.</summary>
    protected static Task<QuotaException> FailureOf(Task<QuotaSnapshot> call) =>
        Assert.ThrowsAsync<QuotaException>(() => call.WaitAsync(_patience, Token));

    /// <summary>What a call is answered with.</summary>
    protected static Task<QuotaSnapshot> AnswerOf(Task<QuotaSnapshot> call) => call.WaitAsync(_patience, Token);

    /// <summary>Waits for what must happen.</summary>
    protected static Task Soon(Task task) => task.WaitAsync(_patience, Token);
}
