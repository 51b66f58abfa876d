namespace QuotaKit.Core.Tests.Client;

/// <summary>Creating and disposing clients, and the names of their accounts.</summary>
public sealed class QuotaClientLifetimeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Dispose_does_not_dispose_the_given_providers()
    {
        using var account = Scripted.Of(Scripted.Snapshot());

        new QuotaClient([account]).Dispose();

        Assert.False(account.IsDisposed);
    }

    [Fact]
    public async Task Disposed_client_makes_no_calls()
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
    public async Task Disposed_client_without_accounts_throws()
    {
        var client = new QuotaClient([]);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetAllAsync(cancellationToken: Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await client.StreamAsync(cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync());
    }

    [Fact]
    public void Accounts_are_in_the_order_of_the_providers()
    {
        using var client = new QuotaClient([new Held("b/x"), new Held("a"), new Held("b")]);

        Assert.Equal(["b/x", "a", "b"], client.Accounts);
        Assert.Same(client.Accounts, client.Accounts);
    }

    [Fact]
    public void Null_name_is_rejected()
    {
        using var client = new QuotaClient([]);
        Assert.Equal("account", Assert.Throws<ArgumentNullException>(() => { _ = client.GetAsync(null!, cancellationToken: Token); }).ParamName);
    }

    [Fact]
    public async Task Unknown_account_error_lists_accounts_and_advice()
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
    public void FromEnvironment_without_the_QuotaKit_package_throws()
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => QuotaClient.FromEnvironment());

        Assert.StartsWith("FromEnvironment needs the package QuotaKit, which brings the vendors.", error.Message, StringComparison.Ordinal);
        Assert.Equal("", error.Provider);
    }
}
