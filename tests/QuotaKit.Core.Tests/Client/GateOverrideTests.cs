using QuotaKit.Testing;

namespace QuotaKit.Core.Tests.Client;

/// <summary>MaxAge 0 sends a rejected key again, also through providers that wrap another one.</summary>
public sealed class GateOverrideTests : VzlaTest
{
    private static readonly QuotaReadOptions _now = new() { MaxAge = TimeSpan.Zero };

    [Theory]
    [InlineData("direct")]
    [InlineData("decorated")]
    [InlineData("recreated")]
    [InlineData("decorated and recreated")]
    public async Task MaxAge_zero_overrides_the_gate_of_any_provider(string setup)
    {
        using var vendor = Provider();
        IQuotaProvider provider = vendor;
        if (setup.Contains("recreated", StringComparison.Ordinal))
        {
            var attempts = 0;
            provider = MisconfiguredProvider.Instead("vzla", () => ++attempts == 1 ? throw new InvalidOperationException() : vendor);
        }

        using var client = new QuotaClient([setup.StartsWith("decorated", StringComparison.Ordinal) ? new Decorated(provider) : provider], timeProvider: Clock);
        Vendor.Faults.Enqueue(Fault.Status(401));
        await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", cancellationToken: Token));
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, (await Assert.ThrowsAsync<QuotaException>(() => client.GetAsync("vzla", cancellationToken: Token))).Attempts);

        Assert.Equal(973, (await client.GetAsync("vzla", _now, Token)).Primary.Remaining);
        Assert.Equal(2, Vendor.RequestCount);
    }

    [Fact]
    public async Task Shared_call_overrides_the_gate_for_one_reader()
    {
        var overrides = new List<bool>();
        var account = new Paced { OnAsked = _ => overrides.Add(GateOverride.IsSet) };
        using var client = new QuotaClient([account], timeProvider: Clock);
        var first = client.GetAsync("acme", cancellationToken: Token);
        Clock.Advance(TimeSpan.FromSeconds(2));
        Task<QuotaSnapshot>[] next = [client.GetAsync("acme", new() { MaxAge = TimeSpan.FromSeconds(1) }, Token), client.GetAsync("acme", _now, Token)];

        account.Answer(1);
        await account.AskedAsync(2);
        account.Answer(2);
        await Task.WhenAll([first, .. next]);

        Assert.Equal([false, true], overrides);
    }

    [Fact]
    public async Task Override_ends_with_its_call()
    {
        var background = new TaskCompletionSource();
        Task<bool>? later = null;
        using var account = new Scripted("acme", _ =>
        {
            Assert.True(GateOverride.IsSet);
            later = IsSetLaterAsync();
            return Task.FromResult(Scripted.Snapshot());
        });
        using var client = new QuotaClient([account]);

        var reader = client.GetAsync("acme", _now, Token);
        Assert.False(GateOverride.IsSet);
        await reader;
        background.SetResult();

        Assert.False(await later!);

        async Task<bool> IsSetLaterAsync()
        {
            await background.Task;
            return GateOverride.IsSet;
        }
    }

    [Fact]
    public async Task Override_does_not_reach_a_nested_client()
    {
        var overrides = new List<bool>();
        using var account = new Scripted("acme", _ =>
        {
            overrides.Add(GateOverride.IsSet);
            return Task.FromResult(Scripted.Snapshot());
        });
        using var inner = new QuotaClient([account]);
        using var outer = new QuotaClient([new Scripted("outer", _ => inner.GetAsync("acme", cancellationToken: Token))]);

        await outer.GetAsync("outer", _now, Token);

        Assert.Equal([false], overrides);
    }

    /// <summary>An app's own provider around ours. It knows only the interface.</summary>
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
