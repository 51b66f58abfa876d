namespace QuotaKit.Core.Tests.Client;

/// <summary>What a client is made of, and its end.</summary>
public sealed class QuotaClientLifetimeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Providers_that_were_given_to_it_remain_the_callers()
    {
        using var account = Scripted.Of(Scripted.Snapshot());

        new QuotaClient([account]).Dispose();

        Assert.False(account.IsDisposed);
    }

    [Fact]
    public async Task Disposed_it_asks_nobody_any_more()
    {
        using var account = Scripted.Of(Scripted.Snapshot());
        var client = new QuotaClient([account]);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetAllAsync(cancellationToken: Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var _ in client.StreamAsync(cancellationToken: Token))
                Assert.Fail("There is nothing to stream.");
        });
        Assert.Equal(0, account.Asked);
    }

    [Fact]
    public async Task Without_providers_too_it_says_that_it_is_disposed()
    {
        var client = new QuotaClient([]);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetAllAsync(cancellationToken: Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.StreamAsync(cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync());
    }

    [Fact]
    public void Its_names_are_in_the_order_of_its_providers_and_listed_once()
    {
        using var client = new QuotaClient([new Held("b/x"), new Held("a"), new Held("b")]);

        Assert.Equal(["b/x", "a", "b"], client.Accounts);
        Assert.Same(client.Accounts, client.Accounts);
    }

    [Fact]
    public void A_name_that_is_missing_is_refused()
    {
        using var client = new QuotaClient([]);
        Assert.Equal("account", Assert.Throws<ArgumentNullException>(() => { _ = client.GetAsync(null!, cancellationToken: Token); }).ParamName);
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_told_from_those_that_are_with_how_to_add_it()
    {
        const string Advice = "Set an API key in the configuration or the environment, or add the account to the builder.";
        using var some = new QuotaClient([new Held("a"), new Held("b/x")]);
        using var none = new QuotaClient([]);

        var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => some.GetAsync("c/y", cancellationToken: Token));

        Assert.Equal($"There is no account 'c/y'. The accounts are a, b/x. {Advice}", error.Message);
        Assert.Equal("c", error.Provider);
        Assert.Equal(
            $"There is no account 'c'. No account is set up. {Advice}",
            (await Assert.ThrowsAsync<QuotaConfigurationException>(() => none.GetAsync("c", cancellationToken: Token))).Message);
    }

    [Fact]
    public void Without_the_package_of_all_vendors_the_environment_tells_nothing()
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => QuotaClient.FromEnvironment());

        Assert.StartsWith("FromEnvironment needs the package QuotaKit, which brings the vendors.", error.Message, StringComparison.Ordinal);
        Assert.Equal("", error.Provider);
    }
}
