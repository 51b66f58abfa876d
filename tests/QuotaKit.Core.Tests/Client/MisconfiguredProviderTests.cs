namespace QuotaKit.Core.Tests.Client;

/// <summary>Accounts whose provider cannot be created at first.</summary>
public sealed class MisconfiguredProviderTests
{
    private readonly QuotaConfigurationException _problem = new("acme", "Set a key.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Working_account_needs_no_stand_in()
    {
        using var account = Scripted.Of(Scripted.Snapshot());

        Assert.Same(account, MisconfiguredProvider.Instead("acme", () => account));
    }

    [Fact]
    public async Task Each_call_fails_with_the_current_problem()
    {
        var now = new QuotaConfigurationException("acme", "The key has a space.");
        var problems = new Queue<QuotaConfigurationException>([_problem, now]);
        var provider = Assert.IsType<MisconfiguredProvider>(MisconfiguredProvider.Instead("acme/team-a", () => throw problems.Dequeue()));

        var call = provider.GetQuotaAsync(Token);

        Assert.Equal("acme/team-a", provider.Name);
        Assert.Same(_problem, provider.Problem);
        Assert.Same(now, await Assert.ThrowsAsync<QuotaConfigurationException>(() => call));
        provider.Dispose();
    }

    [Fact]
    public async Task Provider_is_created_once_and_disposed()
    {
        using var account = Scripted.Of(Scripted.Snapshot());
        var made = 0;
        var provider = (MisconfiguredProvider)MisconfiguredProvider.Instead("acme", () => made++ == 0 ? throw _problem : account);

        await provider.GetQuotaAsync(Token);
        await provider.GetQuotaAsync(Token);

        Assert.Equal((2, 2), (made, account.Asked));
        Assert.False(account.IsDisposed);
        provider.Dispose();
        Assert.True(account.IsDisposed);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ObjectDisposedException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Failed_creation_fails_only_its_own_account(Type failure)
    {
        using var account = Scripted.Of(Scripted.Snapshot());
        using var other = Scripted.Of(Scripted.Snapshot("other"));
        var attempts = 0;
        var recreated = MisconfiguredProvider.Instead("acme/team-a", () => ++attempts <= 2
            ? throw (Exception)Activator.CreateInstance(failure, "the vault quotes vault-key-0123456789")!
            : account);
        using var client = new QuotaClient([recreated, other], new() { FailureCacheDuration = TimeSpan.Zero });

        var report = await client.GetAllAsync(cancellationToken: Token);

        var error = Assert.IsType<QuotaConfigurationException>(Assert.Single(report.Errors));
        Assert.Equal($"acme/team-a: creating the provider failed with {failure.Name}. The next call tries again.", error.Message);
        Assert.Equal(("acme", "team-a", QuotaErrorKind.Configuration), (error.Provider, error.Account, error.Kind));
        Assert.DoesNotContain("vault-key", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(MisconfiguredProviderTests), error.ToString(), StringComparison.Ordinal);
        Assert.Equal("other", Assert.Single(report.Snapshots).Provider);
        await client.GetAsync("acme/team-a", cancellationToken: Token);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Disposed_stand_in_creates_no_provider()
    {
        var attempts = 0;
        var provider = (MisconfiguredProvider)MisconfiguredProvider.Instead("acme", () => ++attempts > 0 ? throw _problem : null!);
        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => provider.GetQuotaAsync(Token));
        Assert.Equal(1, attempts);
    }
}
