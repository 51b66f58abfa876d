using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Client;

/// <summary>MaxAge 0 tries a refused key again, whatever stands between the client and the provider.</summary>
public sealed class AskAnywayTests : VzlaTest
{
    private static readonly QuotaReadOptions _now = new() { MaxAge = TimeSpan.Zero };

    [Theory]
    [InlineData("bare")]
    [InlineData("decorated")]
    [InlineData("mended")]
    [InlineData("decorated and mended")]
    public async Task MaxAge_zero_passes_the_gate_of_every_provider(string way)
    {
        using var vendor = Provider();
        IQuotaProvider provider = vendor;
        if (way.Contains("mended", StringComparison.Ordinal))
        {
            var attempts = 0;
            provider = MisconfiguredProvider.Instead("vzla", () => ++attempts == 1 ? throw new InvalidOperationException() : vendor);
        }

        using var client = new QuotaClient([way.StartsWith("decorated", StringComparison.Ordinal) ? new Decorated(provider) : provider], timeProvider: Clock);
        Vendor.Faults.Enqueue(Fault.Status(401));
        await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", cancellationToken: Token));
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, (await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", cancellationToken: Token))).Attempts);

        Assert.Equal(973, (await client.GetAsync("vzla", _now, Token)).Primary.Remaining);
        Assert.Equal(2, Vendor.RequestCount);
    }

    [Fact]
    public async Task A_waiting_call_asks_anyway_when_one_of_its_readers_does()
    {
        var wishes = new List<bool>();
        var account = new Paced { OnAsked = _ => wishes.Add(GateOverride.IsSet) };
        using var client = new QuotaClient([account], timeProvider: Clock);
        var first = client.GetAsync("acme", cancellationToken: Token);
        Clock.Advance(TimeSpan.FromSeconds(2));
        Task<QuotaSnapshot>[] next = [client.GetAsync("acme", new() { MaxAge = TimeSpan.FromSeconds(1) }, Token), client.GetAsync("acme", _now, Token)];

        account.Answer(1);
        await account.AskedAsync(2);
        account.Answer(2);
        await Task.WhenAll([first, .. next]);

        Assert.Equal([false, true], wishes);
    }

    [Fact]
    public async Task The_wish_ends_with_its_call_and_reaches_no_reader()
    {
        var background = new TaskCompletionSource();
        Task<bool>? later = null;
        using var account = new Scripted("acme", _ =>
        {
            Assert.True(GateOverride.IsSet);
            later = LookAsync();
            return Task.FromResult(Scripted.Snapshot());
        });
        using var client = new QuotaClient([account]);

        var reader = client.GetAsync("acme", _now, Token);
        Assert.False(GateOverride.IsSet);
        await reader;
        background.SetResult();

        Assert.False(await later!);

        async Task<bool> LookAsync()
        {
            await background.Task;
            return GateOverride.IsSet;
        }
    }

    [Fact]
    public async Task A_client_within_a_call_wishes_for_itself()
    {
        var wishes = new List<bool>();
        using var account = new Scripted("acme", _ =>
        {
            wishes.Add(GateOverride.IsSet);
            return Task.FromResult(Scripted.Snapshot());
        });
        using var inner = new QuotaClient([account]);
        using var outer = new QuotaClient([new Scripted("outer", _ => inner.GetAsync("acme", cancellationToken: Token))]);

        await outer.GetAsync("outer", _now, Token);

        Assert.Equal([false], wishes);
    }

    /// <summary>A provider of the user's own around ours, which knows of nothing but the interface.</summary>
    private sealed class Decorated(IQuotaProvider inner) : IQuotaProvider
    {
        public string Name => inner.Name;

        public async Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return await inner.GetQuotaAsync(cancellationToken);
        }
    }
}
