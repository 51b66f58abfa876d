namespace QuotaKit.Core.Tests.Client;

/// <summary>Exceptions of providers that others wrote.</summary>
public sealed class ProviderFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unexpected_exception_is_named()
    {
        var error = await FailureAsync(new InvalidOperationException("a bug"));

        Assert.Equal("acme/team-a failed with InvalidOperationException.", error.Message);
        Assert.Equal((QuotaErrorKind.Unavailable, "acme", "team-a", false), (error.Kind, error.Provider, error.Account, error.IsTransient));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public async Task Transport_exception_gets_its_kind()
    {
        var error = await FailureAsync(new HttpRequestException(HttpRequestError.ConnectionError));

        Assert.Equal("acme/team-a could not be reached; check the network connection.", error.Message);
        Assert.Equal((QuotaErrorKind.Network, true), (error.Kind, error.IsTransient));
        Assert.IsType<HttpRequestException>(error.InnerException);
    }

    [Fact]
    public async Task QuotaException_is_passed_on()
    {
        var known = new QuotaException(QuotaErrorKind.Forbidden, "acme", "No.");

        Assert.Same(known, await FailureAsync(known));
    }

    [Fact]
    public async Task Stale_snapshot_adds_the_reason_to_its_warnings()
    {
        using var account = new Scripted("acme", asked => asked == 1
            ? Task.FromResult(Scripted.Snapshot() with { Warnings = ["odd"] })
            : throw new IOException("gone"));
        using var client = new QuotaClient([account], new() { CacheDuration = TimeSpan.Zero });
        await client.GetAsync("acme", cancellationToken: Token);

        var stale = await client.GetAsync("acme", new() { AllowStale = true }, Token);

        Assert.True(stale.IsStale);
        Assert.Equal(["odd", "Reading a fresh snapshot failed: acme closed the connection."], stale.Warnings);
    }

    [Fact]
    public async Task Fresh_snapshot_is_not_stale_with_AllowStale()
    {
        using var account = Scripted.Of(Scripted.Snapshot());
        using var client = new QuotaClient([account]);

        Assert.False((await client.GetAsync("acme", new() { AllowStale = true }, Token)).IsStale);
    }

    private static async Task<QuotaException> FailureAsync(Exception exception)
    {
        using var account = Scripted.Failing("acme/team-a", exception);
        using var client = new QuotaClient([account]);
        return await Assert.ThrowsAnyAsync<QuotaException>(() => client.GetAsync("acme/team-a", cancellationToken: Token));
    }
}
