namespace QuotaKit.Core.Tests.Client;

/// <summary>An account whose settings are wrong at the start.</summary>
public sealed class MisconfiguredProviderTests
{
    private readonly QuotaConfigurationException _problem = new("acme", "Set a key.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void With_settings_that_are_right_it_is_the_account_itself()
    {
        using var account = Scripted.Of(Scripted.Snapshot());

        Assert.Same(account, MisconfiguredProvider.Instead("acme", () => account));
    }

    [Fact]
    public async Task While_they_are_wrong_each_call_fails_with_what_is_wrong_now()
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
    public async Task Once_they_are_right_it_is_made_once_asked_and_disposed()
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

    [Fact]
    public void What_is_wrong_with_anything_but_the_settings_is_thrown() => Assert.Throws<InvalidOperationException>(
        () => MisconfiguredProvider.Instead("acme", () => throw new InvalidOperationException("a bug")));
}
